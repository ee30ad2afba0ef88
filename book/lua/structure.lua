-- Turns a chapter's Markdown into the structure that all forms of the book share: each
-- directive and its block become one Div with a class and an identifier, and links name
-- files of the repository. Run with -M source=PATH -M book=FILE.

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")

local source, folder, labels

-- All directives of a comment block, in order; the last one that wants a block counts.
local function directive(block)
  if block.t ~= "RawBlock" or block.format ~= "html" then return nil end
  if not block.text:match("^%s*<!%-%-") then return nil end
  local found = { word = "" }
  for word, rest in block.text:gmatch("<!%-%-%s*(%l+):%s*(.-)%s*%-%->") do
    if word ~= "value" then found = { word = word, rest = rest } end
  end
  return found
end

-- A display without the number that make weave wrote into it.
local function untag(text) return (text:gsub("%s*\\tag{[%d.]+}", "")) end

local function number_of(label) return labels[label].number end

local function equation(para, label)
  return pandoc.Div({ para }, pandoc.Attr("eq:" .. label, { "equation" }, { number = number_of("eq:" .. label) }))
end

local function figure(image, caption, label)
  return pandoc.Div({ pandoc.Plain(image.content), pandoc.Div({ pandoc.Plain(caption.content) },
    pandoc.Attr("", { "caption" })) }, pandoc.Attr("fig:" .. label, { "figure" }, { number = number_of("fig:" .. label) }))
end

-- The line of the text on which a formula begins: pandoc does not tell.
local function line_of(formula)
  local text, start = common.read(source) or "", 1
  local want = formula:gsub("[%s>]+", "")
  for from in text:gmatch("()%$") do
    local rest = text:sub(from, from + 2 * #formula + 200):gsub("[%s>$]+", "")
    if want ~= "" and rest:sub(1, #want) == want then start = from break end
  end
  return 1 + select(2, text:sub(1, start):gsub("\n", ""))
end

-- A formula that cannot be set would stand on the page as LaTeX.
local function settable(math)
  local made = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ pandoc.Math(math.mathtype,
    untag(math.text)) }) }), "html", pandoc.WriterOptions({ html_math_method = "mathml" }))
  if made:match("^<math") then return end
  common.stop("%s:%d: pandoc cannot set the formula $%s$; above is what it says", source,
    line_of(math.text), (math.text:gsub("^%s+", ""):gsub("%s+$", "")))
end

-- The listings of this text, in their order.
local listings
local function listing(block)
  local known = table.remove(listings, 1)
  block.classes = { "c" }
  return pandoc.Div({ block }, pandoc.Attr(known.id, { "listing" }, { number = known.number,
    file = known.file, names = table.concat(known.names, " "), lines = known.lines, first = tostring(known.first) }))
end

local function output(block, rest)
  block.classes = { "output" }
  return pandoc.Div({ block }, pandoc.Attr("", { "output" }, { from = rest }))
end

local function exercise(quote)
  local head = common.text(quote.content[1])
  local number, title, about = head:match("^Exercise ([%d.]+)%. (.-) %(([^)]*)%)")
  if not number then return nil end
  return pandoc.Div(quote.content, pandoc.Attr("ex-" .. number, { "exercise" },
    { number = number, title = title:gsub("%.$", ""), about = about }))
end

local function captioned(para, rest)
  return pandoc.Div({ pandoc.Div({ pandoc.Plain(para.content) }, pandoc.Attr("", { "caption" })) },
    pandoc.Attr("tab:" .. rest, { "table" }, { number = number_of("tab:" .. rest) }))
end

-- The number of the exercise that begins here, in a text of exercises on paper.
local function paper_number(block)
  if block.t == "Header" and block.level > 1 or block.t == "Para"
    and block.content[1].t == "Strong" then
    return common.text(block):match("^Exercise (%d+%.%d+)%.")
  end
end

local function structure(blocks)
  local out, pending, i = pandoc.List({}), nil, 1
  while i <= #blocks do
    local block, made = blocks[i], nil
    local found = directive(block)
    if found then
      if found.word ~= "" then pending = found end
    elseif pending and pending.word == "equation" and block.t == "Para" then
      made = equation(block, pending.rest:match("^%S+"))
    elseif pending and pending.word == "figure" and block.t == "Para" then
      local j = i + 1
      while blocks[j] and directive(blocks[j]) do j = j + 1 end
      made = figure(block, blocks[j], pending.rest)
      i = j
    elseif pending and pending.word == "code" and block.t == "CodeBlock" then
      made = listing(block)
    elseif pending and pending.word == "output" and block.t == "CodeBlock" then
      made = output(block, pending.rest)
    elseif pending and pending.word == "table" and block.t == "Para" then
      made = captioned(block, pending.rest)
      local j = i + 1
      while blocks[j] and directive(blocks[j]) do j = j + 1 end
      made.content:insert(blocks[j])
      i = j
    elseif block.t == "BlockQuote" and exercise(block) then
      made = exercise(block)
    elseif block.t == "Table" then
      made = pandoc.Div({ block }, pandoc.Attr("", { "table" }))
    elseif paper_number(block) then
      made = pandoc.Div({ block }, pandoc.Attr("ex-" .. paper_number(block), { "paper" }))
    else
      made = block
    end
    if made then out:insert(made); pending = nil end
    i = i + 1
  end
  return out
end

local function relink(target)
  if target:match("^#ref%-") then return "page:bibliography" .. target end
  if target:match("^#") then return "repo:" .. source .. target end
  if target:match("^%a[%w+.-]*:") or target:match("^//") then return target end
  local path, anchor = target:match("^(.-)(#.*)$")
  return "repo:" .. common.join(folder, path or target) .. (anchor or "")
end

function Pandoc(doc)
  source = common.meta(doc, "source")
  folder = common.folder(source)
  local book = common.book(doc)
  labels, listings = book.labels, book.listings[source] or {}
  local chapter = tostring(tonumber(source:match("/(%d+)%-") or "0"))
  local blocks = pandoc.List({})
  for _, block in ipairs(doc.blocks) do
    if not (block.t == "Div" and block.identifier == "refs") then blocks:insert(block) end
  end
  pandoc.walk_block(pandoc.Div(blocks), { Math = settable })
  blocks = structure(blocks)
  local tree = pandoc.walk_block(pandoc.Div(blocks), {
    Link = function(link) link.target = relink(link.target); return link end,
    Image = function(image) image.src = "repo:" .. common.join(folder, image.src); return image end,
    Math = function(math) return pandoc.Math(math.mathtype, untag(math.text)) end,
  })
  local title = tree.content[1]
  if not (title and title.t == "Header" and title.level == 1) then
    common.stop("%s:1: no title; wanted a line '# Chapter N: ...'", source)
  end
  local question = tree.content[2]
  if question and question.t == "Para" and #question.content == 1
    and question.content[1].t == "Emph" then
    doc.meta.question = pandoc.MetaInlines(question.content[1].content)
  end
  doc.meta.title = pandoc.MetaInlines(title.content)
  doc.meta.chapter = chapter
  doc.blocks = tree.content
  return doc
end

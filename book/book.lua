-- Turns a chapter's Markdown into the book's structure. The directives in HTML comments
-- say what the block behind them is: an equation, a figure, a listing, an output.

local function directive(block)
  if block.t ~= "RawBlock" or block.format ~= "html" then return nil end
  local word, rest = block.text:match("^<!%-%-%s*(%l+):%s*(.-)%s*%-%->%s*$")
  return word, rest
end

local function text_of(inlines)
  return pandoc.utils.stringify(inlines)
end

-- The number that weave wrote into a display, and the display without it.
local function untag(text)
  local number = text:match("\\tag{([%d.]+)}")
  return (text:gsub("%s*\\tag{[%d.]+}", "")), number
end

local function equation(para, label)
  local number
  para = pandoc.walk_block(para, {
    Math = function(math)
      local text, found = untag(math.text)
      number = number or found
      return pandoc.Math(math.mathtype, text)
    end,
  })
  local link = pandoc.Link({ pandoc.Str("(" .. (number or "?") .. ")") }, "#eq:" .. label,
    "", { class = "number" })
  return pandoc.Div({ para, pandoc.Plain({ link }) },
    pandoc.Attr("eq:" .. label, { "equation" }))
end

local function figure(image, caption, label)
  local body = { pandoc.Plain(image.content) }
  local blocks = { pandoc.RawBlock("html", '<figure id="fig:' .. label .. '">') }
  for _, b in ipairs(body) do table.insert(blocks, b) end
  table.insert(blocks, pandoc.RawBlock("html", "<figcaption>"))
  table.insert(blocks, pandoc.Plain(caption.content))
  table.insert(blocks, pandoc.RawBlock("html", "</figcaption></figure>"))
  return blocks
end

-- A listing's caption: the file, relative to the repository, and what it shows of it.
local function listing(block, rest)
  local file, names = rest:match("^(%S+)%s+(.*)$")
  local caption = pandoc.Plain({ pandoc.Code(file or rest), pandoc.Str(" "),
    pandoc.Str(names and names:gsub("%s+", ", ") or "") })
  block.classes = { "c" }
  return pandoc.Div({ caption, block }, pandoc.Attr("", { "listing" }))
end

local function output(block)
  block.classes = { "output" }
  return pandoc.Div({ pandoc.Plain({ pandoc.Str("Output") }), block },
    pandoc.Attr("", { "output" }))
end

function Pandoc(doc)
  local out, pending = pandoc.List({}), nil
  local i = 1
  while i <= #doc.blocks do
    local block = doc.blocks[i]
    local word, rest = directive(block)
    if word then
      if word ~= "value" and word ~= "exercise" then pending = { word = word, rest = rest } end
    elseif block.t == "RawBlock" and block.text:match("^<!%-%-") then
      -- a directive over several lines: only values are
    elseif pending and pending.word == "equation" and block.t == "Para" then
      out:insert(equation(block, pending.rest:match("^%S+")))
      pending = nil
    elseif pending and pending.word == "figure" and block.t == "Para" then
      local j = i + 1
      while directive(doc.blocks[j]) do j = j + 1 end
      out:extend(figure(block, doc.blocks[j], pending.rest))
      i, pending = j, nil
    elseif pending and pending.word == "code" and block.t == "CodeBlock" then
      out:insert(listing(block, pending.rest))
      pending = nil
    elseif pending and pending.word == "output" and block.t == "CodeBlock" then
      out:insert(output(block))
      pending = nil
    elseif pending and pending.word == "table" and block.t == "Para" then
      out:insert(pandoc.Div({ block }, pandoc.Attr("tab:" .. pending.rest, { "caption" })))
      pending = nil
    elseif block.t == "BlockQuote" and text_of(block.content):match("^Exercise %d") then
      out:insert(pandoc.Div(block.content, pandoc.Attr("", { "exercise" })))
      pending = nil
    elseif block.t == "Table" then
      out:insert(pandoc.Div({ block }, pandoc.Attr("", { "table" })))
    else
      out:insert(block)
      pending = nil
    end
    i = i + 1
  end
  doc.blocks = out
  return doc
end

-- Links between chapters' texts become links between pages.
local function relink(link)
  link.target = link.target:gsub("^%.%./([%w-]+)/README%.md", "../%1/index.html")
  return link
end

-- Math that no directive numbered keeps its display; a stray tag never reaches the page.
local function plain_math(math)
  return pandoc.Math(math.mathtype, (untag(math.text)))
end

return { { Pandoc = Pandoc }, { Link = relink, Math = plain_math } }

-- HTML that pandoc's own writer does not make as the book wants it: formulas, code, and
-- what stands around the text of a page.

local common = require("common")

local render = {}

function render.escape(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- One table cell of MathML: which side, and no air where `aligned` joins two cells.
local function cells(text)
  return (text:gsub("<mtable>(.-)</mtable>", function(body)
    local joined = body:find('columnalign="right"', 1, true)
    body = body:gsub('<mtd columnalign="(%l+)">', function(side)
      return '<mtd class="' .. (joined and "join " or "") .. side .. '">'
    end)
    return "<mtable" .. (joined and ' displaystyle="true"' or "") .. ">" .. body .. "</mtable>"
  end))
end

-- Brackets grow only where the formula says so, by \\left or around a matrix: pandoc would
-- let all of them grow. They stand in one order in both; when a formula has some that are
-- not told apart here, its brackets stay as they are.
local function brackets(text, tex)
  local grow, count = {}, 0
  tex = tex:gsub("\\text%s*(%b{})", ""):gsub("\\begin{pmatrix}", "\\left("):gsub("\\end{pmatrix}", "\\right)")
  for before, sign in tex:gmatch("(\\?%a*)%s*([%(%)%[%]|])") do
    table.insert(grow, before == "\\left" or before == "\\right")
  end
  local _, there = text:gsub('<mo stretchy="%l+" form="%l+">[%(%)%[%]|]</mo>', "")
  if there ~= #grow then return text end
  return (text:gsub('<mo stretchy="%l+"( form="%l+">[%(%)%[%]|]</mo>)', function(rest)
    count = count + 1
    return '<mo stretchy="' .. tostring(grow[count]) .. '"' .. rest
  end))
end

local function set(...)
  local out = {}
  for _, word in ipairs({ ... }) do out[word] = true end
  return out
end
local opens = set("{", "(", "[", "\\{", "\\left", "\\begin", "\\lVert", "\\lfloor", "\\lceil", "\\langle")
local closes = set("}", ")", "]", "\\}", "\\right", "\\end", "\\rVert", "\\rfloor", "\\rceil", "\\rangle")
local relations = set("=", "<", ">", "\\le", "\\ge", "\\approx", "\\leftarrow", "\\Rightarrow", "\\iff")

-- Where a formula may go on in a new line: between those that \qquad sets apart, and in a
-- long one before a sign such as =, in a very long one before + too; never in a bracket.
local spaces = set("\\quad", "\\qquad")
local sums = set("+", "-")
-- Whether the sign behind this text has something on its left: a minus may have not.
local function follows(before, signs)
  if signs ~= sums then return before:match("%S") end
  return before:match("[%w%)%]}]%s*$") and not before:match("\\%a+%s*$")
end

local function pieces(tex, signs, least)
  local parts, depth, from, at = {}, 0, 1, 1
  if #tex < least or tex:find("\\mathrel", 1, true) then return { tex } end
  while at <= #tex do
    local word = tex:match("^\\%a+", at) or tex:match("^\\.", at) or tex:sub(at, at)
    if opens[word] then depth = depth + 1
    elseif closes[word] then depth = depth - 1
    elseif depth == 0 and signs[word] and follows(tex:sub(from, at - 1), signs) then
      table.insert(parts, tex:sub(from, at - 1))
      from = signs == spaces and at + #word or at
    end
    at = at + #word
  end
  table.insert(parts, tex:sub(from))
  return parts
end

function render.math(math)
  local display = math.mathtype == "DisplayMath"
  if FORMAT:match("epub") then return pandoc.RawInline("html", render.formula(math)) end
  local parts = pieces(math.text, spaces, display and 0 or 60)
  for i, part in ipairs(parts) do
    local run = {}
    for _, line in ipairs(pieces(part, relations, 40)) do
      for _, piece in ipairs(pieces(line, sums, 60)) do
        local made = render.formula(pandoc.Math(math.mathtype, piece))
        if piece:match("^%s*[+-]") and #run > 0 then
          made = made:gsub("^(<math[^>]*><mrow><mo)>([+−])", '%1 form="infix">%2', 1)
        end
        table.insert(run, made)
      end
    end
    parts[i] = display and #run > 1 and "<span>" .. table.concat(run) .. "</span>"
      or table.concat(run, "<wbr>")
  end
  local text = table.concat(parts, display and "" or "&emsp; ")
  return pandoc.RawInline("html", display and '<span class="formula">' .. text .. "</span>" or text)
end

function render.formula(math)
  local options = pandoc.WriterOptions({ html_math_method = "mathml" })
  local text = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "html", options)
  if not text:match("^<math") then
    common.stop("a formula that pandoc cannot set: $%s$", math.text)
  end
  text = cells(text)
  text = brackets(text, math.text)
  for _, before in ipairs({ "(", "[", ",", "=", "·", "→", "←", "&lt;", "&gt;", "≤", "≥" }) do
    text = text:gsub("(<mo[^>]*>" .. before:gsub("[%(%[]", "%%%0") .. "</mo>)<mo>−</mo>",
      '%1<mo form="prefix">−</mo>')
  end
  text = text:gsub('<mo accent="true">(⏟)</mo>', '<mo stretchy="true">%1</mo>')
  text = text:gsub('<mo accent="true">(⏞)</mo>', '<mo stretchy="true">%1</mo>')
  -- A named function has a little air, and none before its bracket.
  text = text:gsub("<mo>(%a[%a ]+)</mo>(.?.?.?.?.?.?.?.?.?.?)", function(name, next)
    local right = next:match("^<mrow><mo") and "0" or "0.167em"
    return '<mo lspace="0.167em" rspace="' .. right .. '">' .. name .. "</mo>" .. next
  end)
  text = text:gsub('(<msu[bp]>)<mo lspace="0.167em" rspace="%S-">', '%1<mo lspace="0" rspace="0">')
  text = text:gsub('<mo stretchy="false" (form="%l+">∥)', '<mo stretchy="false" lspace="0" rspace="0" %1')
  text = text:gsub("<annotation.-</annotation>", ""):gsub("</?semantics>", "")
  local alternative = '<math alttext="' .. render.escape((math.text:gsub("%s+", " "))) .. '"'
  return (text:gsub("^<math", function() return alternative end))
end

-- A block of code: highlighted, without pandoc's identifiers, which would repeat on a
-- page; `eq:label` in a comment leads to the equation.
function render.code(text, classes, to_equation)
  local output = classes:includes("output") or classes:includes("text")
  local attr = pandoc.Attr("", output and {} or classes)
  local html = pandoc.write(pandoc.Pandoc({ pandoc.CodeBlock(text, attr) }), "html")
  html = html:gsub(' id="cb%d+[%d-]*"', ""):gsub('<a href="#cb%d+[%d-]*"[^>]*></a>', "")
  html = html:gsub("eq:([%w-]+)", function(label)
    local target = to_equation(label)
    return target and '<a href="' .. target .. '">eq:' .. label .. "</a>" or nil
  end)
  return html
end

-- A link's place when the whole book is one document; nil for a file that is not in it.
function render.in_one(path, anchor, kind)
  if kind == "page" then
    return "#" .. (anchor ~= "" and common.is_label(anchor) and anchor or path)
  end
  local chapter, rest = path:match("^chapters/([^/]+)/(.*)$")
  if rest ~= "README.md" then return nil end
  if anchor == "" or anchor:match("^chapter%-%d") then return "#" .. chapter end
  return "#" .. (common.is_label(anchor) and anchor or chapter .. "-" .. anchor)
end

local back = { { "exercises", "Exercises" }, { "notation", "Notation" },
  { "card", "Quick-reference card" }, { "trace", "Equation, code, test" },
  { "glossary", "Glossary" }, { "terms", "Index" }, { "bibliography", "Bibliography" } }

-- Sections of a page as a list, for the side bar.
local function outline(doc)
  local out, level = {}, 1
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and (block.level == 2 or block.level == 3) and #out < 80 then
      if block.level > level then table.insert(out, "<ul>") end
      if block.level < level then table.insert(out, "</li></ul></li>")
      elseif block.level == level then table.insert(out, "</li>") end
      level = block.level
      local inlines = pandoc.walk_block(pandoc.Plain(block.content),
        { Link = function(l) return l.content end })
      local title = pandoc.write(pandoc.Pandoc({ inlines }), "html")
      table.insert(out, '<li><a href="#' .. block.identifier .. '">' .. title .. "</a>")
    end
  end
  for l = level, 2, -1 do table.insert(out, "</li></ul>") end
  return table.concat(out)
end

-- All pages of the book in their order: file, title; chapters first.
local function pages(work)
  local list = { { "index.html", "Start" } }
  for line in (common.read(work .. "/pages.txt") or ""):gmatch("[^\n]+") do
    local name, title = line:match("^(%S+) (.*)$")
    table.insert(list, { name .. "/index.html", title, true })
  end
  for _, page in ipairs(back) do table.insert(list, { page[1] .. ".html", page[2] }) end
  return list
end

function render.page(doc, work, root)
  local page, nav, list = common.meta(doc, "page"), {}, pages(work)
  -- A chapter's paper exercises belong to the chapter.
  local at = page:gsub("/%l+%.html$", "/index.html")
  for i, entry in ipairs(list) do
    local here = entry[1] == at
    local class = (here and ' class="here"' or "")
    table.insert(nav, string.format('<li%s><a href="%s"%s>%s</a>%s</li>', class, root .. entry[1],
      entry[1] == page and ' aria-current="page"' or "", render.escape((entry[2]:gsub("^Chapter ", ""):gsub(": ", ". ", 1))),
      here and page == at and i > 1 and outline(doc) or ""))
    if here then
      local before, after = list[i - 1], list[i + 1]
      if before then doc.meta.previous, doc.meta.previous_title =
        pandoc.MetaInlines({ pandoc.Str(root .. before[1]) }), pandoc.MetaInlines({ pandoc.Str(before[2]) }) end
      if after then doc.meta.next, doc.meta.next_title =
        pandoc.MetaInlines({ pandoc.Str(root .. after[1]) }), pandoc.MetaInlines({ pandoc.Str(after[2]) }) end
    end
  end
  doc.meta.nav = pandoc.MetaBlocks({ pandoc.RawBlock("html", "<ul>" .. table.concat(nav, "\n") .. "</ul>") })
  doc.meta.pagetitle = pandoc.MetaInlines({ pandoc.Str(common.text(doc.meta.title)) })
end

return render

-- A page of the site, or a chapter of the EPUB, from the structure that JSON holds.
-- For the site: -M page=PATH -M root=.. -M work=FOLDER -M book=FILE.

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")
local render = require("render")

local epub = FORMAT:match("epub") ~= nil
local rows, root, shown, self = {}, "", {}, ""

local function raw(text) return pandoc.RawBlock("html", text) end
local function raw_inline(text) return pandoc.RawInline("html", text) end
local escape = render.escape

-- Where a file of the repository stands in the site.
local function address(path, anchor, kind)
  local hash = anchor ~= "" and "#" .. anchor or ""
  if kind == "page" then return root .. (path == "start" and "index" or path) .. ".html" .. hash end
  local chapter, rest = path:match("^chapters/([^/]+)/(.*)$")
  if rest == "README.md" then return root .. chapter .. "/index.html" .. hash end
  if rest == "exercises/paper.md" then return root .. chapter .. "/paper.html" .. hash end
  if chapter and rest:match("%.svg$") then return root .. path:gsub("^chapters/", "") end
  if path:match("%.md$") and path:match("^book/") then return root .. "index.html" end
  return root .. "source/" .. path .. ".html" .. hash
end

local function resolve(target)
  local path, anchor, kind = common.inside(target)
  if not path then return target end
  if epub then return nil end
  if kind == "repo" and path == self and anchor ~= "" then return "#" .. anchor end
  return address(path, anchor, kind)
end

local function anchor_tag(target, text, class)
  return string.format('<a%s href="%s">%s</a>', class and ' class="' .. class .. '"' or "",
    escape(resolve(target) or target), text)
end

-- The note behind an equation's number: its code and its tests.
local function note(label, number)
  local row = rows[label] or { code = {}, test = {} }
  local function list(items)
    local out = {}
    for _, item in ipairs(items) do
      local text = "<code>" .. escape(item.name) .. "</code>"
      local place = " <span class=\"place\">" .. escape(item.file:match("[^/]+$")) .. ", line " .. item.line .. "</span>"
      table.insert(out, anchor_tag("repo:" .. item.file .. "#L" .. item.line, text) .. place)
    end
    return table.concat(out, "<br>")
  end
  local body = #row.code > 0 and "<p>Computed by " .. list(row.code) .. "</p>"
    or "<p>A step on paper: no function computes it.</p>"
  if #row.test > 0 then body = body .. "<p>Checked by " .. list(row.test) .. "</p>" end
  return '<details class="number"><summary aria-label="Equation ' .. number .. ', its code and test">('
    .. number .. ')</summary><div>' .. body .. '<p><a href="#eq:' .. label
    .. '">link to this equation</a></p></div></details>'
end

local function equation(div)
  local label, number = div.identifier:gsub("^eq:", ""), div.attributes.number
  local blocks = pandoc.List({})
  blocks:extend(div.content)
  if epub then
    blocks:insert(raw('<p class="number">(' .. number .. ")</p>"))
  else blocks:insert(raw(note(label, number))) end
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, { "equation" }))
end

local function figure(div)
  local blocks = pandoc.List({ raw('<figure id="' .. div.identifier .. '">') })
  -- A wide figure is not made smaller than its letters can be read: it scrolls.
  local broad = false
  pandoc.walk_block(div.content[1], { Image = function(i)
    broad = broad or (tonumber(i.attributes.width) or 0) >= 600 end })
  blocks:insert(raw('<div class="picture' .. (broad and " broad" or "") .. '">'))
  blocks:insert(div.content[1])
  blocks:insert(raw("</div><figcaption>"))
  blocks:extend(div.content[2].content)
  blocks:insert(raw("</figcaption></figure>"))
  return blocks
end

local function listing(div)
  local a = div.attributes
  local file = "<code>" .. escape(a.file:match("[^/]+$")) .. "</code>"
  if not epub then file = anchor_tag("repo:" .. a.file .. "#L" .. a.first, file) end
  local names = {}
  for name in a.names:gmatch("%S+") do
    table.insert(names, "<code>" .. escape(name:gsub("/", ", ", 1)) .. "</code>")
  end
  local many = a.lines:match("[,–]") and "lines " or "line "
  local caption = string.format('<p class="caption"><b>Listing %s.</b> %s: %s <span class="place">%s%s</span></p>',
    a.number, file, table.concat(names, ", ") .. ",", many, a.lines)
  return pandoc.Div({ raw(caption), div.content[1] }, pandoc.Attr(div.identifier, { "listing" }))
end

local function output(div)
  local program, name = (div.attributes.from or ""):match('^(%S+)%s+"(.-)"')
  local caption = '<p class="caption">What the program prints</p>'
  if program then
    caption = '<p class="caption">What <code>' .. escape(program) .. '</code> prints</p>'
  end
  return pandoc.Div({ raw(caption), div.content[1] }, pandoc.Attr("", { "output" }))
end

local function code_block(block)
  return raw(render.code(block.text, block.classes, function(label)
    local row = rows[label]
    if not row then return nil end
    if epub then return "#eq:" .. label end
    return resolve("repo:" .. row.file .. "#eq:" .. label)
  end))
end

local function image(img)
  local path = common.inside(img.src)
  local text = common.read(path)
  if not text then common.stop("%s: the figure %s is missing", self, path) end
  if common.text(img.caption) == "" then common.stop("%s: the image %s has no alternative text", self, path) end
  local width, height = text:match('<svg[^>]-%swidth="(%d+)"[^>]-%sheight="(%d+)"')
  img.attributes.width, img.attributes.height = width, height
  img.src = epub and path or address(path, "")
  img.title = ""
  return img
end

local function div_of(div)
  local class = div.classes[1]
  if class == "equation" then return equation(div) end
  if class == "figure" then return figure(div) end
  if class == "listing" then return listing(div) end
  if class == "output" then return output(div) end
  if class == "exercise" then div.attributes = {} end
  if class == "table" then div.attributes = {} end
  -- By its usual class the writer would give an entry a role that is not to be used any more.
  if class == "csl-entry" then div.classes = { "entry" } end
  return div
end

local function link_of(link)
  local target = resolve(link.target)
  if target then link.target = target return link end
  local path, anchor, kind = common.inside(link.target)
  local here = render.in_one(path, anchor, kind, shown)
  if not here then return link.content end
  link.target = here
  return link
end

-- A function's name in the text leads to the listing that shows it first.
local function code_of(code)
  local at = shown[code.text]
  if not at or epub then return code end
  local target = resolve(at.target)
  return pandoc.Link({ code }, target, "", { class = "to-code" })
end

-- An EPUB's list of contents takes letters only, so a formula in a heading becomes some.
local function title_math(math)
  if epub then return pandoc.Str((math.text:gsub("[\\{}]", ""))) end
end

-- A comma stays on the line of the formula before it.
local function together(inlines)
  for i = 1, #inlines - 1 do
    local formula, next = inlines[i], inlines[i + 1]
    local before, last = (formula.text or ""):match('^(.*)(<math [^>]-display="inline".*)$')
    if formula.t == "RawInline" and last and next.t == "Str" then
      local sign, rest = next.text:match("^([,.;:%)?!]+)(.*)$")
      if sign then
        formula.text = before .. '<span class="together">' .. last .. sign .. "</span>"
        next.text = rest
      end
    end
  end
  return inlines
end

function Pandoc(doc)
  self = common.meta(doc, "source") or ""
  root = common.meta(doc, "root") or ""
  local work = common.meta(doc, "work")
  local book = common.book(doc)
  rows, shown = book.rows, book.shown
  doc.meta.work, doc.meta.chapters, doc.meta.parts = nil, nil, nil
  -- Blocks of code first: a link inside a heading or a link would not be HTML.
  local tree = pandoc.walk_block(pandoc.Div(doc.blocks), {
    Link = function(l) return pandoc.Span({ l }, { class = "linked" }) end,
    Header = function(h) return pandoc.Header(h.level, pandoc.walk_block(pandoc.Plain(h.content),
      { Code = function(c) return pandoc.Span({ c }, { class = "bare" }) end, Math = title_math }).content, pandoc.Attr(h.identifier, h.classes)) end,
  })
  local function inside_of(span)
    if span.classes:includes("linked") or span.classes:includes("bare") then
      return pandoc.walk_inline(span, { Code = function(c)
        local text = escape(c.text)
        if c.classes:includes("breaks") then text = text:gsub("([_.])", "%1<wbr/>") end
        return raw_inline("<code>" .. text .. "</code>") end }).content
    end
  end
  tree = pandoc.walk_block(tree, { Span = inside_of })
  tree = pandoc.walk_block(tree, { Code = code_of })
  tree = pandoc.walk_block(tree, {
    Link = function(l) if not l.classes:includes("to-code") then return link_of(l) end end,
    Image = image, CodeBlock = code_block, Math = render.math })
  tree = pandoc.walk_block(tree, { Inlines = together })
  tree = pandoc.walk_block(tree, { Div = div_of })
  doc.blocks = tree.content
  if not epub then render.page(doc, work, root) end
  return doc
end

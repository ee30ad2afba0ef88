-- Makes the pages that are gathered from the chapters, as JSON beside theirs: start,
-- exercises, notation, card, trace, glossary, index (of terms and functions). Run on an
-- empty document with -M work=FOLDER -M book=FILE -M chapters="NN-name ...".

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")
local terms = require("terms")

local work, chapters = nil, {}

local function link(inlines, target) return pandoc.Link(inlines, target) end
local function words(text) return { pandoc.Str(text) } end
local function plain(inlines) return { pandoc.Plain(inlines) } end
local function header(level, inlines, id)
  return pandoc.Header(level, inlines, pandoc.Attr(id or common.slug(common.text(inlines))))
end

-- A table of cells, each a list of inlines.
local function table_of(heads, rows)
  local aligns, widths = {}, {}
  for i = 1, #heads do aligns[i], widths[i] = pandoc.AlignDefault, 0 end
  local cells = {}
  for r, row in ipairs(rows) do
    cells[r] = {}
    for i = 1, #heads do cells[r][i] = plain(row[i] or {}) end
  end
  local head = {}
  for i, text in ipairs(heads) do head[i] = plain(words(text)) end
  local made = pandoc.utils.from_simple_table(
    pandoc.SimpleTable({}, aligns, widths, head, cells))
  return pandoc.Div({ made }, pandoc.Attr("", { "table" }))
end

local function save(name, title, blocks, meta)
  local doc = pandoc.Pandoc({ header(1, words(title), name) }, pandoc.Meta(meta or {}))
  for _, block in ipairs(blocks) do doc.blocks:insert(block) end
  doc.meta.title = pandoc.MetaInlines(words(title))
  doc.meta.source = "page:" .. name
  common.write(work .. "/" .. name .. ".json", pandoc.write(doc, "json"))
end

local function chapter_link(chapter, anchor, inlines)
  return link(inlines or chapter.title, "repo:" .. chapter.source .. "#" .. (anchor or ""))
end

-- The text that people wrote for a page, from book/text/NAME.md.
local function written(name)
  local text = common.read("book/text/" .. name .. ".md")
  if not text then common.stop("book/text/%s.md: is missing", name) end
  local blocks = pandoc.List({})
  for _, block in ipairs(pandoc.read(text, "markdown").blocks) do
    blocks:insert(block.t == "Table" and pandoc.Div({ block }, pandoc.Attr("", { "table" })) or block)
  end
  return blocks
end

local function start()
  local rows = {}
  for _, chapter in ipairs(chapters) do
    table.insert(rows, { { chapter_link(chapter) }, chapter.question or {} })
  end
  local blocks = pandoc.List({})
  for _, block in ipairs(written("start")) do
    if block.t == "Para" and common.text(block) == "CHAPTERS" then
      blocks:insert(table_of({ "chapter", "the question it answers" }, rows))
    else blocks:insert(block) end
  end
  save("start", "Neural Networks From Scratch in C", blocks)
end

-- All tables of a chapter whose first row begins with these words.
local function tables_with(chapter, first, second)
  local found = pandoc.List({})
  pandoc.walk_block(pandoc.Div(chapter.doc.blocks), { Table = function(t)
    local row = t.head.rows and t.head.rows[1] or t.head[2][1]
    local cells = row.cells or row[2]
    local function cell(i) return cells[i] and common.text(cells[i].contents or cells[i][5]) or "" end
    if cell(1):lower() == first and cell(2):lower() == second then found:insert(t) end
  end })
  return found
end

local function gathered(name, title, ...)
  local blocks, any = written(name), false
  for _, chapter in ipairs(chapters) do
    local head = false
    for _, kind in ipairs({ ... }) do
      for _, t in ipairs(tables_with(chapter, kind[1], kind[2])) do
        if not head then
          blocks:insert(header(2, { chapter_link(chapter) }, "of-" .. chapter.name))
          head, any = true, true
        end
        blocks:insert(pandoc.Div({ t }, pandoc.Attr("", { "table" })))
      end
    end
  end
  if not any then common.stop("book/text/%s.md:1: no chapter has a table for this page; wanted the heads '| %s | %s |'",
    name, (...)[1], (...)[2]) end
  save(name, title, blocks)
end

local function exercises()
  local blocks = written("exercises")
  for _, chapter in ipairs(chapters) do
    local rows = {}
    pandoc.walk_block(pandoc.Div(chapter.doc.blocks), { Div = function(div)
      if not div.classes:includes("exercise") then return nil end
      local a = div.attributes
      local minutes, level, kind = (a.about or ""):match("^(%d+ %a+),%s*([^,]*),?%s*(.*)$")
      table.insert(rows, { { chapter_link(chapter, div.identifier,
        words(a.number .. ". " .. a.title)) }, words(kind or ""), words(level or a.about or ""),
        words(minutes or "") })
    end })
    for _, e in ipairs(terms.paper(chapter)) do
      table.insert(rows, { { link(words(e.number .. ". " .. e.title),
        "repo:" .. e.file .. "#" .. e.anchor) }, words("paper"), words(e.level), words(e.minutes) })
    end
    if #rows > 0 then
      blocks:insert(header(2, { chapter_link(chapter) }, "of-" .. chapter.name))
      blocks:insert(table_of({ "exercise", "kind", "difficulty", "time" }, rows))
    end
  end
  save("exercises", "Exercises by chapter", blocks)
end

local function places(list)
  local out = {}
  for i, place in ipairs(list) do
    if i > 1 then table.insert(out, pandoc.LineBreak()) end
    table.insert(out, link({ pandoc.Code(place.name, pandoc.Attr("", { "breaks" })) }, "repo:" .. place.file .. "#L" .. place.line))
  end
  return #out > 0 and out or words("on paper")
end

local function trace(rows)
  local blocks = written("trace")
  for _, chapter in ipairs(chapters) do
    local cells = {}
    pandoc.walk_block(pandoc.Div(chapter.doc.blocks), { Div = function(div)
      if not div.classes:includes("equation") then return nil end
      local label = div.identifier:gsub("^eq:", "")
      local row = rows[label]
      local maths = {}
      pandoc.walk_block(div, { Math = function(math)
        table.insert(maths, pandoc.Math("InlineMath", math.text)) end })
      table.insert(cells, { { chapter_link(chapter, div.identifier, words("(" .. row.number .. ")")) },
        maths, places(row.code), places(row.test) })
    end })
    if #cells > 0 then
      blocks:insert(header(2, { chapter_link(chapter) }, "of-" .. chapter.name))
      blocks:insert(table_of({ "number", "equation", "computed by", "checked by" }, cells))
    end
  end
  save("trace", "Equation, code, test", blocks)
end

-- The chapters and their titles, for the list that stands on every page.
local function list_pages()
  local pages = {}
  for _, chapter in ipairs(chapters) do
    table.insert(pages, chapter.name .. " " .. common.text(chapter.title))
  end
  common.write(work .. "/pages.txt", table.concat(pages, "\n") .. "\n")
end

local function cited()
  local keys, list = {}, {}
  for _, chapter in ipairs(chapters) do
    pandoc.walk_block(pandoc.Div(chapter.doc.blocks), { Cite = function(cite)
      for _, c in ipairs(cite.citations) do keys[c.id] = true end end })
  end
  for key in pairs(keys) do table.insert(list, key) end
  table.sort(list)
  local lines = {}
  for _, key in ipairs(list) do table.insert(lines, "@" .. key) end
  common.write(work .. "/bibliography.md", "---\nnocite: '" .. table.concat(lines, ", ")
    .. "'\n---\n\n# Bibliography {#bibliography}\n\n::: {#refs}\n:::\n")
end

function Pandoc(doc)
  work = common.meta(doc, "work")
  local book = common.book(doc)
  for name in common.meta(doc, "chapters"):gmatch("%S+") do
    local loaded = common.load(work .. "/" .. name .. ".json")
    table.insert(chapters, { name = name, doc = loaded, title = loaded.meta.title,
      question = loaded.meta.question, source = common.meta(loaded, "source"),
      number = common.meta(loaded, "chapter") })
  end
  list_pages()
  start()
  gathered("notation", "Notation", { "maths", "shape" })
  gathered("card", "Quick-reference card", { "what", "formula" }, { "symptom", "cause" })
  exercises()
  trace(book.rows)
  local glossary, index = terms.pages(chapters, written("glossary"), book)
  save("glossary", "Glossary", glossary)
  save("terms", "Index of terms and functions", index)
  cited()
  return pandoc.Pandoc({})
end

-- Glossary and index: where the chapters explain a term, use it, show a function.

local common = require("common")

local terms = {}

-- Paper exercises, from the chapter's exercises/paper.md.
function terms.paper(chapter)
  local file = common.folder(chapter.source) .. "/exercises/paper.md"
  local found, last = {}, nil
  for line in (common.read(file) or ""):gmatch("[^\n]+") do
    local number, title = line:match("^#+ Exercise ([%d.]+)%. (.*)$")
    if not number then number, title = line:match("^%*%*Exercise ([%d.]+)%. (.-)%.?%*%*") end
    local minutes, level = line:match("%(?(%d+ minutes), (%a+)")
    if number then
      last = { number = number, title = title:gsub("%s*%(.*$", ""), file = file, level = "",
        minutes = "", anchor = "ex-" .. number }
      table.insert(found, last)
    end
    if last and minutes and last.minutes == "" then last.minutes, last.level = minutes, level end
  end
  return found
end

-- A chapter as its sections: identifier, title, the words in them, what is emphasised.
local function sections(chapter)
  local list, now = {}, nil
  local function text_of(block)
    local emphasised = {}
    local walked = pandoc.walk_block(pandoc.Div({ block }), {
      Emph = function(e) emphasised[common.text(e):lower()] = true end,
      Strong = function(e) emphasised[common.text(e):lower()] = true end,
      CodeBlock = function() return {} end,
      Math = function() return pandoc.Str("") end,
    })
    return " " .. common.text(walked):lower():gsub("[%s%p]+", " ") .. " ", emphasised
  end
  local function codes_of(block, into)
    pandoc.walk_block(pandoc.Div({ block }), { Code = function(c) into[c.text] = true end })
  end
  for _, block in ipairs(chapter.doc.blocks) do
    if block.t == "Header" and block.level <= 3 then
      now = { id = block.identifier, title = block.content, text = "", emph = {}, code = {},
        chapter = chapter, level = block.level }
      table.insert(list, now)
    elseif now then
      local text, emphasised = text_of(block)
      now.text = now.text .. text
      for word in pairs(emphasised) do now.emph[word] = true end
      codes_of(block, now.code)
    end
  end
  return list
end

local function all_sections(chapters)
  local all = {}
  for _, chapter in ipairs(chapters) do
    for _, section in ipairs(sections(chapter)) do table.insert(all, section) end
  end
  return all
end

local function section_link(section)
  local label = "chapter " .. section.chapter.number
  if section.level > 1 then label = section.chapter.number .. ", " .. common.text(section.title) end
  return pandoc.Link({ pandoc.Str(label) }, "repo:" .. section.chapter.source .. "#" .. section.id)
end

local function normal(term) return " " .. term:lower():gsub("[%s%p]+", " ") .. " " end

-- A word also in its plural.
local function has(section, term)
  local wanted = normal(term)
  return section.text:find(wanted, 1, true) ~= nil
    or section.text:find(wanted:sub(1, -2) .. "s ", 1, true) ~= nil
    or section.text:find(wanted:sub(1, -2) .. "es ", 1, true) ~= nil
end

local function emphasises(section, term)
  local low = term:lower()
  return section.emph[low] or section.emph[low .. "s"] or section.emph[low .. "es"] or section.emph[low .. "."]
end

-- Sections that use a term: the one that explains it first, then up to `limit` others.
local function uses(all, term, limit)
  local explained, others = nil, {}
  for _, section in ipairs(all) do
    if not explained and emphasises(section, term) then explained = section end
  end
  for _, section in ipairs(all) do
    if has(section, term) then
      if not explained then explained = section
      elseif section ~= explained and #others < limit then table.insert(others, section) end
    end
  end
  return explained, others
end

local function by_letter(entries)
  local blocks, letter, items = pandoc.List({}), nil, {}
  local function close()
    if letter then blocks:insert(pandoc.BulletList(items)) end
    items = {}
  end
  for _, entry in ipairs(entries) do
    local first = entry.key:sub(1, 1):upper()
    if first ~= letter then
      close()
      letter = first
      blocks:insert(pandoc.Header(3, { pandoc.Str(letter) }, pandoc.Attr(entry.prefix .. letter:lower())))
    end
    table.insert(items, { pandoc.Plain(entry.inlines) })
  end
  close()
  return blocks
end

local function line_of(term)
  local number = 0
  for line in ((common.read("book/text/glossary.md") or "") .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    if line == term then return number end
  end
  return 1
end

-- The two pages. `written` is a definition list: every term must occur in a chapter.
function terms.pages(chapters, written, book)
  local all, glossary, entries = all_sections(chapters), pandoc.List({}), {}
  for _, block in ipairs(written) do
    if block.t ~= "DefinitionList" then glossary:insert(block) else
      local items = {}
      for _, item in ipairs(block.content) do
        local name = common.text(item[1])
        local explained, others = uses(all, name, 7)
        local slug = "term-" .. common.slug(name)
        if explained then
          local body = item[2][1]
          body[#body].content:extend({ pandoc.Space(), pandoc.Str("→"), pandoc.Space(),
            section_link(explained) })
          table.insert(items, { { pandoc.Span(item[1], pandoc.Attr(slug)) }, { body } })
          local inlines = pandoc.List({ pandoc.Link(item[1], "page:glossary#" .. slug),
            pandoc.Str(": "), pandoc.Strong({ section_link(explained) }) })
          for _, section in ipairs(others) do
            inlines:extend({ pandoc.Str("; "), section_link(section) })
          end
          table.insert(entries, { key = name, inlines = inlines, prefix = "terms-" })
        elseif #chapters >= 8 then
          common.stop("book/text/glossary.md:%d: no chapter uses the term '%s'", line_of(name), name)
        end
      end
      glossary:insert(pandoc.DefinitionList(items))
    end
  end
  table.sort(entries, function(a, b) return a.key:lower() < b.key:lower() end)
  local index = pandoc.List({ pandoc.Para({ pandoc.Str(
    "The first place, in bold, is where a term is explained or a function is shown.") }),
    pandoc.Header(2, { pandoc.Str("Terms") }, pandoc.Attr("terms-of-the-book")) })
  index:extend(by_letter(entries))
  local functions = {}
  for _, name in ipairs(book.names) do
    local inlines = pandoc.List({ pandoc.Code(name), pandoc.Str(": "), pandoc.Strong({ pandoc.Link(
      { pandoc.Str("listing " .. book.shown[name].number) }, book.shown[name].target) }) })
    local count = 0
    for _, section in ipairs(all) do
      if section.code[name] and count < 6 then
        inlines:extend({ pandoc.Str("; "), section_link(section) })
        count = count + 1
      end
    end
    table.insert(functions, { key = name, inlines = inlines, prefix = "functions-" })
  end
  index:insert(pandoc.Header(2, { pandoc.Str("Functions and types") }, pandoc.Attr("functions")))
  index:extend(by_letter(functions))
  return glossary, index
end

return terms

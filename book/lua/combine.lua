-- Puts all chapters and the pages at the back into one document, for EPUB and PDF. Run
-- on an empty document with -M work=FOLDER -M chapters="NN-name ..." -M parts="card ...".

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")

local work

-- Headings of two chapters may have one name: each gets its chapter's before its own.
local function add(blocks, name, prefix, deeper)
  local doc = common.load(work .. "/" .. name .. ".json")
  local title = true
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" then
      if block.level == 1 and title and not deeper then
        block.identifier, title = prefix, false
        block.attributes.chapter = common.meta(doc, "chapter") or "back"
        local text = common.text(block.content)
        if text:match("^Chapter %d+: ") then
          local rest = pandoc.List({})
          for i = 5, #block.content do rest:insert(block.content[i]) end
          block.attributes.name = common.text(rest)
        end
      else
        if not block.identifier:match("^ex%-") then
          block.identifier = prefix .. "-" .. block.identifier
        end
        if deeper then block.level = math.min(block.level + 1, 4) end
      end
      if prefix == "terms" or prefix == "glossary" then block.classes:insert("unlisted") end
    end
    blocks:insert(block)
  end
end

function Pandoc(doc)
  work = common.meta(doc, "work")
  local blocks = pandoc.List({})
  for name in common.meta(doc, "chapters"):gmatch("%S+") do
    add(blocks, name, name)
    if common.read(work .. "/" .. name .. "-paper.json") then
      add(blocks, name .. "-paper", name .. "-paper", true)
    end
  end
  for name in common.meta(doc, "parts"):gmatch("%S+") do add(blocks, name, name) end
  doc.blocks = blocks
  doc.meta.source = "book"
  return doc
end

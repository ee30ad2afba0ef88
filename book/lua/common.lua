-- What the filters of the book share: files, the links of the book, the table of trace.

local common = {}

function common.stop(format, ...)
  io.stderr:write(string.format(format, ...), "\n")
  os.exit(1)
end

function common.read(path)
  local file = io.open(path, "r")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

function common.write(path, text)
  local file = io.open(path, "w")
  if not file then common.stop("%s: cannot be written", path) end
  file:write(text)
  file:close()
end

function common.load(path)
  local text = common.read(path)
  if not text then common.stop("%s: is missing; make book makes it", path) end
  return pandoc.read(text, "json")
end

function common.text(inlines)
  return pandoc.utils.stringify(inlines)
end

-- The metadata `key` as a string, or nil.
function common.meta(doc, key)
  local value = doc.meta[key]
  return value and common.text(value) or nil
end

-- `folder` and the relative `target` as one path without `.` and `..`.
function common.join(folder, target)
  local parts = {}
  for part in (folder .. "/" .. target):gmatch("[^/]+") do
    if part == ".." and #parts > 0 then table.remove(parts)
    elseif part ~= "." then table.insert(parts, part) end
  end
  return table.concat(parts, "/")
end

function common.folder(path)
  return path:match("^(.*)/[^/]*$") or "."
end

-- The rows of `weave trace`: label -> number, text, functions and tests, each with place.
function common.trace(path)
  local rows, order = {}, {}
  for line in (common.read(path) or ""):gmatch("[^\n]+") do
    local label, text, code, test = line:match("^|%s*(%S+)%s*|(.-)|(.-)|(.-)|%s*$")
    local number, file = (text or ""):match("%(([%d.]+)%)%s+([^%s:]+):%d+")
    if number then
      local row = { label = label, number = number, file = file, code = {}, test = {} }
      for name, where, at in code:gmatch("`([^`]+)`%s+([^%s:]+):(%d+)") do
        table.insert(row.code, { name = name, file = where, line = at })
      end
      for name, where, at in test:gmatch("`([^`]+)`%s+([^%s:]+):(%d+)") do
        table.insert(row.test, { name = name, file = where, line = at })
      end
      rows[label] = row
      table.insert(order, row)
    end
  end
  return rows, order
end

-- Links inside the book are kept as `repo:PATH#anchor` and `page:NAME#anchor` until the
-- form of the book is known. Returns path and anchor, or nil for any other address.
function common.inside(target)
  local kind, rest = target:match("^(%l+):(.*)$")
  if kind ~= "repo" and kind ~= "page" then return nil end
  local path, anchor = rest:match("^(.-)#(.*)$")
  return path or rest, anchor or "", kind
end

-- Labels are the same wherever they stand; headings are told apart by their chapter.
function common.is_label(anchor)
  return anchor:match("^%l+:") ~= nil or anchor:match("^ex%-") ~= nil
    or anchor:match("^ref%-") ~= nil or anchor:match("^term%-") ~= nil
end

function common.slug(text)
  return (text:lower():gsub("[^%w]+", "-"):gsub("^%-+", ""):gsub("%-+$", ""))
end

return common

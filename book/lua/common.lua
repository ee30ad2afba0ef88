-- What the filters of the book share: files, the links of the book, book.json.

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

-- The value of a JSON text: tables, strings, numbers, true and false.
local function decode(text)
  local at, value = 1, nil
  local function skip(pattern) at = select(2, text:find(pattern, at)) + 1 end
  local function string()
    local from = at + 1
    at = from
    while text:sub(at, at) ~= '"' do
      at = text:sub(at, at) == "\\" and at + 2 or text:find('["\\]', at)
    end
    at = at + 1
    return (text:sub(from, at - 2):gsub("\\(.)", "%1"))
  end
  local function items(last, add)
    skip("^.%s*")
    while text:sub(at, at) ~= last do
      add()
      skip("^%s*,?%s*")
    end
    skip("^.")
  end
  function value()
    local sign, made = text:sub(at, at), {}
    if sign == '"' then return string() end
    if sign == "[" then
      items("]", function() table.insert(made, value()) end)
    elseif sign == "{" then
      items("}", function()
        local key = string()
        skip("^%s*:%s*")
        made[key] = value()
      end)
    else
      local word = text:match("^[%w.+-]+", at)
      at = at + #word
      return tonumber(word) or word == "true"
    end
    return made
  end
  return value()
end

-- What tools/book knows: the labels and their numbers, the listings, which of them shows a
-- name first, and the rows of trace by label. The document's metadata name the file.
function common.book(doc)
  local path = common.meta(doc, "book")
  doc.meta.book = nil
  return decode(common.read(path) or common.stop("%s: is missing; make book makes it", path))
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

-- What pandoc would let pass, or would report without file and line. Run on an empty
-- document with -M texts="README.md ..."; check-text calls it. Every problem is one line,
-- FILE:LINE: what was found; what was wanted.

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")
local svg = require("svg")

local bad = 0
local function complain(file, line, format, ...)
  io.stderr:write(file, ":", line, ": ", string.format(format, ...), "\n")
  bad = bad + 1
end

local function lines_of(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch("(.-)\n") do table.insert(lines, line) end
  return lines
end

-- Letters of another encoding, and line ends of another system.
local function bytes(file, text)
  local good, at = utf8.len(text)
  if not good then
    local _, before = text:sub(1, at):gsub("\n", "")
    complain(file, before + 1, "byte 0x%02X is no UTF-8; wanted the text in UTF-8", text:byte(at))
    return false
  end
  local carriage = text:find("\r", 1, true)
  if carriage then
    local _, before = text:sub(1, carriage):gsub("\n", "")
    complain(file, before + 1, "a line end of Windows (CR LF); wanted LF alone")
    return false
  end
  return true
end

local function blank(text) return (text:gsub("[^\n]", " ")) end

-- Lines without code blocks and comments, which keep their places but not their words.
local function visible(file, lines)
  local out, fence, comment = {}, nil, false
  for i, line in ipairs(lines) do
    local mark = line:match("^%s*>?%s*(```+)") or line:match("^%s*>?%s*(~~~+)")
    if mark or fence then
      if not fence then fence = mark
      elseif mark and mark:sub(1, #fence) == fence then fence = nil end
      line = ""
    end
    if line:match("^<!%-%-%l+:") or line:match("^<!%-%-%s*%l+%s+:") or line:match("^<!%-%-%s*%l+:[^%s/]") then
      complain(file, i, "a directive is written '<!-- word: ... -->'; found '%s'", line)
    end
    if comment then
      local _, last = line:find("-->", 1, true)
      comment, line = not last, last and blank(line:sub(1, last)) .. line:sub(last + 1) or ""
    end
    line = line:gsub("<!%-%-.-%-%->", blank)
    local open = line:find("<!--", 1, true)
    if open then comment, line = true, line:sub(1, open - 1) end
    out[i] = line
  end
  return out
end

-- Code and formulas of a paragraph are blanked; what opens and never closes is told.
local function plain(file, first, text)
  local function place(at)
    local _, before = text:sub(1, at):gsub("\n", "")
    return first + before
  end
  text = text:gsub("\\[`$]", "  ")
  local at = 1
  while true do
    local sign, last = text:match("()[`$]()", at)
    if not sign then return text end
    local mark = text:match("^`+", sign) or text:match("^%$%$?", sign)
    local from, to = text:find(mark, sign + #mark, true)
    -- Code ends with as many backticks as it began with.
    while from and mark:sub(1, 1) == "`" and text:sub(to + 1, to + 1) == "`" do
      local _, run = text:find("^`+", from)
      from, to = text:find(mark, run + 1, true)
    end
    if not from then
      complain(file, place(sign), "%s opens here and is not closed in this paragraph", mark)
      return text:sub(1, sign - 1) .. blank(text:sub(sign))
    end
    text = text:sub(1, sign - 1) .. blank(text:sub(sign, to)) .. text:sub(to + 1)
    at = to + 1
  end
end

-- Paragraph by paragraph, without code and formulas.
local function words(file, lines)
  local out, i = {}, 1
  while i <= #lines do
    local j = i
    while j <= #lines and lines[j]:match("%S") do j = j + 1 end
    if j > i then
      local text = plain(file, i, table.concat(lines, "\n", i, j - 1))
      for k, line in ipairs(lines_of(text)) do out[i + k - 1] = line end
    end
    out[j] = out[j] or ""
    i = j + 1
  end
  for k = 1, #lines do out[k] = out[k] or "" end
  return out
end

local function headings(file, lines)
  local folder = file:match("^chapters/(%d+)%-")
  local found = (lines[1] or ""):match("^# Chapter (%d+)[:,] ")
  if folder and not (lines[1] or ""):match("^# ") then
    complain(file, 1, "no title; wanted a line '# Chapter %d: ...'", tonumber(folder))
  elseif folder and tonumber(found) ~= tonumber(folder) then
    complain(file, 1, "the title names chapter %s; its folder is chapter %d", found or "none", tonumber(folder))
  end
  local page
  for i, line in ipairs(lines) do
    if line:match("^#+%s*$") then complain(file, i, "a heading without words") end
    if i > 1 and line:match("^# ") then complain(file, i, "a second title; a text has one") end
    if line:match("^## In one page%s*$") then page = i end
  end
  if not file:match("/README%.md$") or not folder then return end
  if not page then
    complain(file, 1, "no section '## In one page'; the quick-reference card is gathered from it")
    return
  end
  for i = page, #lines do
    if lines[i]:match("^| what | formula | code |") then return end
  end
  complain(file, page, "no table '| what | formula | code |' in this section; the card is gathered from it")
end

local function tables(file, lines)
  local function cells(line)
    return select(2, line:gsub("\\|", ""):gsub("%s+$", ""):gsub("|$", ""):gsub("^%s*|", ""):gsub("|", "")) + 1
  end
  local columns
  for i, line in ipairs(lines) do
    if line:match("^|") then
      if not columns then
        columns = cells(line)
        if not (lines[i + 1] or ""):match("^|[%s:|-]+$") then
          complain(file, i, "a table without the line '| --- |' under its heads")
        end
      elseif cells(line) ~= columns then
        complain(file, i, "a row of %d cells in a table of %d columns", cells(line), columns)
      end
    else columns = nil end
  end
end

local function count_lines(path)
  local text = common.read(path)
  return text and #lines_of(text)
end

local function links(file, lines)
  local folder, defined = common.folder(file), {}
  for _, line in ipairs(lines) do
    local name = line:match("^%[([^%]]+)%]:")
    if name then defined[name:lower()] = true end
  end
  for i, line in ipairs(lines) do
    for name in line:gmatch("%[(%^[^%]]+)%]") do
      if not defined[name:lower()] then complain(file, i, "the footnote [%s] has no text", name) end
    end
    for name in line:gmatch("%]%[([^%]]+)%]") do
      if not defined[name:lower()] then complain(file, i, "no address for the link [%s]", name) end
    end
    if line:find("%]%(%s*%)") then complain(file, i, "a link without an address") end
    for path, at in line:gmatch("%]%(([^)#:]+)#L(%d+)%)") do
      local count = count_lines(common.join(folder, path))
      if count and tonumber(at) > count then
        complain(file, i, "the link %s#L%s: that file has %d lines", path, at, count)
      end
    end
    local tag = line:match("<(/?%a[%w-]*[%s>/])")
    if tag and not line:match("<%a+:") then
      complain(file, i, "HTML, <%s; wanted Markdown, which all forms of the book share", tag)
    end
  end
end

local drawn = {}
local function figures(file, lines)
  local folder = common.folder(file)
  for i, line in ipairs(lines) do
    for path in line:gmatch("%]%(([^)]+%.svg)%)") do
      local full = common.join(folder, path)
      if not drawn[full] then
        drawn[full] = true
        local text = common.read(full)
        local problem = text and svg.problem(text)
        if problem then complain(file, i, "the figure %s %s", path, problem) end
      end
    end
  end
end

-- Entries of the bibliography: none twice, none that is cut.
local function bibliography(file)
  local seen, open, depth = {}, nil, 0
  for i, line in ipairs(lines_of(common.read(file) or "")) do
    local key = line:match("^@%a+{%s*([^,%s]+)")
    if key then
      if depth ~= 0 then complain(file, open, "this entry is not closed; wanted its last '}'") end
      if seen[key] then complain(file, i, "the entry %s stands in line %d too", key, seen[key]) end
      seen[key], open, depth = seen[key] or i, i, 0
    end
    depth = depth + select(2, line:gsub("{", "")) - select(2, line:gsub("}", ""))
  end
  if depth ~= 0 then complain(file, open or 1, "this entry is not closed; wanted its last '}'") end
end

function Pandoc(doc)
  for file in common.meta(doc, "texts"):gmatch("%S+") do
    local text = common.read(file)
    if not text then complain(file, 1, "is missing")
    elseif bytes(file, text) then
      local lines = words(file, visible(file, lines_of(text)))
      headings(file, lines)
      tables(file, lines)
      links(file, lines)
      figures(file, lines)
    end
  end
  bibliography("book/references.bib")
  if bad > 0 then os.exit(1) end
  return pandoc.Pandoc({})
end

-- LaTeX from the combined book: numbers as they stand in the text, references with
-- pages, listings that fit, and the index.

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")
local render = require("render")

local work, shown, terms, rows
local COLUMNS = 88        -- that a listing has at its usual size

local function raw(text) return pandoc.RawBlock("latex", text) end
local function raw_inline(text) return pandoc.RawInline("latex", text) end

local function escape(text)
  return (text:gsub("[\\{}_#%%&$~^]", { ["\\"] = "\\textbackslash{}", ["~"] = "\\textasciitilde{}",
    ["^"] = "\\textasciicircum{}", ["{"] = "\\{", ["}"] = "\\}", _ = "\\_", ["#"] = "\\#",
    ["%"] = "\\%", ["&"] = "\\&", ["$"] = "\\$" }))
end

local function code(text) return "\\texttt{" .. escape(text) .. "}" end
local function latex(blocks) return pandoc.write(pandoc.Pandoc(blocks), "latex") end

local function index_function(name, main)
  return "\\index{" .. name:gsub("_", "\\_") .. "@" .. code(name) .. (main and "|textbf" or "") .. "}"
end

-- A block of code, smaller when its lines are longer than usual.
local function sized(block, options)
  local longest, size = 0, 9.3
  for line in (block.text .. "\n"):gmatch("(.-)\n") do
    longest = math.max(longest, utf8.len(line) or #line)
  end
  if longest > COLUMNS then size = size * COLUMNS / longest end
  local font = string.format("fontsize=\\fontsize{%.2f}{%.2f}\\selectfont", size, size * 1.2)
  if #block.classes > 0 then return { raw("{\\fvset{" .. font .. "}"), block, raw("}") } end
  return { raw("\\begin{Verbatim}[" .. font .. (options or "") .. "]\n" .. block.text .. "\n\\end{Verbatim}") }
end

local function math_of(div)
  local text
  pandoc.walk_block(div, { Math = function(m) text = text or m.text end })
  return text or ""
end

local function equation(div)
  local label, number = div.identifier, div.attributes.number
  local row = rows[label:gsub("^eq:", "")]
  local body = "\\begin{equation}\\tag{" .. number .. "}\\label{" .. label .. "}\\bookfit[4em]{"
    .. math_of(div) .. "}\\end{equation}"
  local names = {}
  for _, item in ipairs(row and row.code or {}) do table.insert(names, index_function(item.name)) end
  return { raw(body .. table.concat(names)) }
end

local function figure(div)
  local image
  pandoc.walk_block(div.content[1], { Image = function(i) image = common.inside(i.src) end })
  local file = image:gsub("^chapters/", "pdf/"):gsub("%.svg$", ".pdf")
  local width = tonumber((common.read(image) or ""):match('<svg[^>]-%swidth="(%d+)"')) or 720
  return { raw("\\begin{minipage}{\\linewidth}\\vspace{8pt}\\phantomsection\\label{" .. div.identifier
    .. "}\\centering\\includegraphics[width=" .. string.format("%.2f", math.min(1, width / 720))
    .. "\\linewidth,height=0.75\\textheight,keepaspectratio]{" .. file .. "}\\par\\raggedright\\small"),
    pandoc.Plain(div.content[2].content[1].content), raw("\\vspace{6pt}\\end{minipage}\\par") }
end

local function listing(div)
  local a, names, marks = div.attributes, {}, {}
  for name in a.names:gmatch("%S+") do
    table.insert(names, code((name:gsub("/", ", ", 1))))
    if not name:find("/", 1, true) then table.insert(marks, index_function(name, true)) end
  end
  local out = pandoc.List({ raw("\\Needspace{5\\baselineskip}\\phantomsection\\label{" .. div.identifier
    .. "}" .. table.concat(marks) .. "\\bookcaption{\\textbf{Listing " .. a.number .. ".} " .. code(a.file:gsub("^chapters/", ""))
    .. ": " .. table.concat(names, ", ") .. ", " .. (a.lines:match("[,–]") and "lines " or "line ")
    .. a.lines .. "}\\nopagebreak") })
  out:extend(sized(div.content[1]))
  return out
end

local function output(div)
  local program = (div.attributes.from or ""):match("^%S+") or "the program"
  local block = div.content[1]
  block.classes = {}
  local out = pandoc.List({ raw("\\Needspace{4\\baselineskip}\\bookcaption{What " .. code(program)
    .. " prints}\\nopagebreak") })
  out:extend(sized(block, ",frame=leftline,framerule=1.2pt,rulecolor=\\color{bookblue},framesep=6pt"))
  return out
end

-- Widths in proportion to what the columns hold, when a table is wider than the text.
local function widths(t)
  local simple = pandoc.utils.to_simple_table(t)
  if simple.header[2] and common.text(simple.header[2]) == "computed by" then return t end
  local sizes, total = {}, 0
  local function measure(row)
    for i, cell in ipairs(row) do
      local most = 0
      for _, block in ipairs(cell) do most = math.max(most, utf8.len(common.text(block)) or 0) end
      sizes[i] = math.max(sizes[i] or 4, math.min(most, 60))
    end
  end
  measure(simple.header)
  for _, row in ipairs(simple.rows) do measure(row) end
  for _, size in ipairs(sizes) do total = total + size end
  for i, size in ipairs(sizes) do simple.widths[i] = total > 62 and 0.98 * size / total or 0 end
  return pandoc.utils.from_simple_table(simple)
end

-- The table of trace without its formulas: the number leads to each.
local function without_formulas(t)
  local simple = pandoc.utils.to_simple_table(t)
  if #simple.header ~= 4 or common.text(simple.header[2]) ~= "equation" then return t end
  for _, row in ipairs({ simple.header, table.unpack(simple.rows) }) do table.remove(row, 2) end
  table.remove(simple.aligns, 2)
  simple.widths = { 0.18, 0.27, 0.53 }
  return pandoc.utils.from_simple_table(simple)
end

local function div_of(div)
  local class = div.classes[1]
  if class == "equation" then return equation(div) end
  if class == "figure" then return figure(div) end
  if class == "listing" then return listing(div) end
  if class == "output" then return output(div) end
  if class == "exercise" or class == "paper" or class == "table" then
    local out = pandoc.List({ raw(div.identifier ~= "" and "\\phantomsection\\label{" .. div.identifier .. "}" or "") })
    for _, block in ipairs(div.content) do
      if block.t == "Div" then out:extend({ raw("\\Needspace{5\\baselineskip}"), table.unpack(block.content) })
      else out:insert(block) end
    end
    return out
  end
end

local function link_of(link)
  local path, anchor, kind = common.inside(link.target)
  if not path then return nil end
  local target = render.in_one(path, anchor, kind)
  if kind == "repo" and path:match("/exercises/paper%.md$") then
    target = "#" .. (anchor ~= "" and anchor or path:match("^chapters/([^/]+)/") .. "-paper-" ..
      common.slug("chapter"))
    if anchor == "" then return link.content end
  end
  if not target then return link.content end
  local label = target:sub(2)
  local text = pandoc.write(pandoc.Pandoc({ pandoc.Plain(link.content) }), "latex")
  local command = label:match("^%l+:") and "\\bookref{" or "\\hyperref["
  return raw_inline(command .. label .. (command == "\\bookref{" and "}" or "]") .. "{" .. text .. "}")
end

local function header(block)
  local number, title = block.attributes.chapter, nil
  if block.level == 1 and number then
    title = block.attributes.name and escape(block.attributes.name) or latex({ pandoc.Plain(block.content) })
    local lead = number == "back" and "" or "\\setcounter{chapter}{" .. (tonumber(number) - 1) .. "}"
    return raw(lead .. "\\chapter{" .. title .. "}\\label{" .. block.identifier .. "}")
  end
  block.attributes = {}
  return { raw("\\bookroom{7\\baselineskip}"), block }
end

-- The index: a term once a section, in the paragraph that first holds it.
local function indexed(blocks)
  local seen, out, back = {}, pandoc.List({}), false
  for _, block in ipairs(blocks) do
    if block.t == "Header" then
      seen = {}
      if block.attributes.chapter == "back" and not back then
        back = true
        out:insert(raw("\\backmatter\\renewcommand{\\chaptermark}[1]{\\markboth{#1}{}}"))
      end
    elseif block.t == "Para" and not back then
      local bold = {}
      pandoc.walk_block(block, { Emph = function(e) bold[common.text(e):lower()] = true end })
      local text, marks = " " .. common.text(block):lower():gsub("[%s%p]+", " ") .. " ", {}
      for _, term in ipairs(terms) do
        local low = " " .. term:lower():gsub("[%s%p]+", " ")
        if not seen[term] and (text:find(low .. " ", 1, true) or text:find(low .. "s ", 1, true)) then
          seen[term] = true
          local main = bold[term:lower()] or bold[term:lower() .. "s"]
          table.insert(marks, "\\index{" .. escape(term) .. (main and "|textbf" or "") .. "}")
        end
      end
      pandoc.walk_block(block, { Code = function(c)
        if shown[c.text] and not seen[c.text] then
          seen[c.text] = true
          table.insert(marks, index_function(c.text))
        end
      end })
      if #marks > 0 then block.content:insert(1, raw_inline(table.concat(marks))) end
    end
    out:insert(block)
  end
  return out
end

local function glossary_terms(blocks)
  local list = {}
  for _, block in ipairs(blocks) do
    if block.t == "DefinitionList" then
      for _, item in ipairs(block.content) do table.insert(list, common.text(item[1])) end
    end
  end
  return list
end

function Pandoc(doc)
  work = common.meta(doc, "work")
  local book = common.book(doc)
  shown, rows = book.shown, book.rows
  terms = glossary_terms(doc.blocks)
  local tree = pandoc.walk_block(pandoc.Div(indexed(doc.blocks)), { Table = without_formulas })
  tree = pandoc.walk_block(tree, { Table = widths })
  tree = pandoc.walk_block(tree, { Div = div_of })
  tree = pandoc.walk_block(tree, { Header = header, Link = link_of,
    Span = function(s) if s.identifier:match("^term%-") then
      return { raw_inline("\\phantomsection\\label{" .. s.identifier .. "}"), table.unpack(s.content) } end end,
    Div = function(d) if d.identifier:match("^ref%-") then
      return { raw("\\phantomsection\\label{" .. d.identifier .. "}"), table.unpack(d.content) } end end,
    CodeBlock = function(b) if #b.classes == 0 or b.classes[1] == "text" then
      b.classes = {} return sized(b) end end,
    Math = function(m) if m.mathtype == "DisplayMath" then
      return raw_inline("\\[\\bookfit{" .. m.text .. "}\\]") end end })
  tree.content:insert(raw("\\cleardoublepage\\phantomsection\\addcontentsline{toc}{chapter}{Index}\\printindex"))
  doc.blocks = tree.content
  for _, key in ipairs({ "work", "chapters", "parts", "source" }) do doc.meta[key] = nil end
  return doc
end

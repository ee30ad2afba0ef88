-- Copies source files into the site as pages with numbered lines. Run on an empty
-- document with -M out=FOLDER -M list=FILE (a list of paths) -M book=FILE.

package.path = pandoc.path.directory(PANDOC_SCRIPT_FILE) .. "/?.lua;" .. package.path
local common = require("common")
local render = require("render")

local languages = { c = "c", h = "c", py = "python", gp = "gnuplot", md = "markdown" }

local function page(path, rows, search)
  local text = common.read(path)
  if not text then return nil end
  text = text:gsub("\t", "        "):gsub("\n+$", "")
  local _, depth = ("source/" .. path):gsub("/", "")
  local root = ("../"):rep(depth)
  local language = languages[path:match("%.(%l+)$") or ""] or ""
  local html = render.code(text, pandoc.List({ language }), function(label)
    local row = rows[label]
    local chapter = row and row.file:match("^chapters/([^/]+)/")
    return chapter and root .. chapter .. "/index.html#eq:" .. label
  end)
  local number = 0
  local body = html:gsub("^.-<code[^>]*>", ""):gsub("</code></pre>.*$", "")
  local lines = {}
  for line in (body .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    line = line:gsub("^<span>(.*)</span>$", "%1")
    table.insert(lines, string.format('<span class="line" id="L%d"><a href="#L%d">%d</a>%s</span>',
      number, number, number, line))
  end
  return string.format([[<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="root" content="%s">
<title>%s · Neural Networks From Scratch in C</title>
<link rel="stylesheet" href="%sfonts.css"><link rel="stylesheet" href="%sstyle.css">
<link rel="icon" href="data:,"><script defer src="%sbook.js"></script></head>
<body class="source"><header class="top">
<a class="title" href="%sindex.html">Neural Networks From Scratch in C</a>%s</header>
<main id="text"><h1><code>%s</code></h1>
<div class="sourceCode file"><pre tabindex="0"><code class="sourceCode">%s</code></pre></div>
</main></body></html>
]], root, render.escape(path), root, root, root, root, search, render.escape(path), table.concat(lines, "\n"))
end

function Pandoc(doc)
  local out, rows = common.meta(doc, "out"), common.book(doc).rows
  local made, search = {}, doc.meta.search and '<div id="search"></div>' or ""
  for path in (common.read(common.meta(doc, "list")) or ""):gmatch("[^\n]+") do
    local target = out .. "/source/" .. path .. ".html"
    local folder = common.folder(target)
    if not made[folder] then
      pandoc.pipe("mkdir", { "-p", folder }, "")
      made[folder] = true
    end
    local text = page(path, rows, search)
    if text then common.write(target, text) end
  end
  return pandoc.Pandoc({})
end

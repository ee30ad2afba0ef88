-- What makes a figure unfit for a page that is read without a network.

local svg = {}

-- The first tag that is not closed, or not opened.
local function unbalanced(text)
  local open = {}
  text = text:gsub("<!%-%-.-%-%->", ""):gsub("<%?.-%?>", ""):gsub("<!.->", "")
  for slash, name, rest in text:gmatch("<(/?)([%w:]+)([^>]*)>") do
    if slash == "/" then
      if table.remove(open) ~= name then return name end
    elseif not rest:match("/$") then table.insert(open, name) end
  end
  return open[#open]
end

-- What is wrong with it, or nil.
function svg.problem(text)
  local head = text:match("<svg[^>]*>")
  if not head then return "is no SVG" end
  if not (head:match('%swidth="%d') and head:match('%sheight="%d')) then
    return "has no width and height, which a page needs before the figure is there"
  end
  local tag = unbalanced(text)
  if tag then return "is cut or broken at <" .. tag .. ">" end
  if text:match("<script") then return "holds a script" end
  if text:match('href="%s*%a[%w+.-]*:') or text:match('href="//') or text:match("url%(['\"]?%a[%w+.-]*:") then
    return "asks for something from elsewhere; the book works without a network"
  end
end

return svg

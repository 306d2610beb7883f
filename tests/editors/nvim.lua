-- Run in Neovim: opens a file, waits for the underline, presses the key that mends, and says what stands there then.
-- SERVER is the command, FILE what to open.
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.FILE))
vim.lsp.start_client({
  name = "maillint",
  cmd = { vim.env.SERVER, "lsp" },
  root_dir = vim.fn.getcwd(),
  on_init = function(client) vim.lsp.buf_attach_client(0, client.id) end,
})
local function wait(what, is_so)
  if not vim.wait(10000, is_so, 20) then
    io.stdout:write("no " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end
wait("underline", function() return #vim.diagnostic.get(0) == 1 end)
local found = vim.diagnostic.get(0)[1]
io.stdout:write(string.format("%s %d:%d-%d %s\n", found.source, found.lnum, found.col, found.end_col, found.code or found.user_data.lsp.code))
-- The first choice is the mend.
vim.ui.select = function(choices, _, choose) choose(choices[1]) end
vim.keymap.set("n", "m", vim.lsp.buf.code_action)
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.api.nvim_feedkeys("m", "x", false)
wait("mend", function() return #vim.diagnostic.get(0) == 0 end)
io.stdout:write(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n")
vim.cmd("qall!")

/* global files */
const $ = (id) => document.getElementById(id)
const show = (text) => { $('status').textContent = text }

files.onChecked((kinds) => { $('kinds').textContent = kinds })

files.onAnnounce(({ name, at }) => {
  document.title = `Viewer: ${name}`
  show(`Opened ${name}, counted from ${at.getFullYear()}`)
})

$('open').addEventListener('click', () => {
  const { title, lines } = files.read($('name').value)
  $('text').textContent = `${title}\n${lines.join('\n')}`
})

$('size').addEventListener('click', async () => {
  show(`${await files.size($('name').value)} bytes, one of ${files.names.length} files`)
})

$('missing').addEventListener('click', async () => {
  try {
    await files.size('nothing.txt')
  } catch (error) {
    show(/ENOENT/.test(error.message) && error instanceof Error ? 'There is no such file' : `Unclear: ${error}`)
  }
})

$('each').addEventListener('click', () => {
  const seen = files.each((name, index) => `${index}:${name}`)
  show(seen.join(' '))
})

const { ipcRenderer, remote } = require('electron')
const store = require('./store')

const $ = (id) => document.getElementById(id)
const tasks = []

const show = (text) => { $('status').textContent = text }

$('add').addEventListener('click', () => {
  tasks.push($('task').value)
  const item = document.createElement('li')
  item.textContent = $('task').value
  $('list').appendChild(item)
  $('task').value = ''
  show(`${tasks.length} tasks`)
})

$('save').addEventListener('click', async () => {
  const { count, window } = await ipcRenderer.invoke('save-tasks', tasks)
  show(`Saved ${count} tasks from ${window === remote.getCurrentWindow().id ? 'this window' : 'another window'}`)
})

$('check').addEventListener('click', async () => {
  const saved = await store.read()
  show(store.hash(saved) === store.hash(tasks) ? `As saved: ${saved.join(', ')}` : 'Not saved')
})

$('remove').addEventListener('click', async () => {
  try {
    await ipcRenderer.invoke('remove-task', 99)
  } catch (error) {
    show(error.message)
  }
})

$('large').addEventListener('click', () => {
  const win = remote.getCurrentWindow()
  win.once('resize', () => setImmediate(() => show(`${win.getSize()} on ${process.platform}`)))
  win.setSize(700, 460)
})

$('more').addEventListener('click', () => window.open('more.html', 'modal'))

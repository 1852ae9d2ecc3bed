/* global gallery, highlight */

const $ = (id) => document.getElementById(id)

/** room/demo → the element that shows what came of it. */
const outputs = new Map()

/** Demos that run in the page add themselves here when their file is loaded. */
const demos = {}
window.demos = demos

function show (output, text, wrong = false) {
  output.classList.toggle('wrong', wrong)
  if (/^data:image\//.test(text)) {
    const image = document.createElement('img')
    image.src = text
    image.alt = 'result'
    output.replaceChildren(image)
  } else {
    output.textContent = text
  }
}

function loadPageDemo (room, demo) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = `rooms/${room}/${demo}.js`
    script.onload = resolve
    script.onerror = () => reject(new Error(`${script.src} cannot be loaded`))
    document.head.append(script)
  })
}

async function run (room, demo) {
  if (!demo.page) return gallery.run(room.id, demo.id)
  const key = `${room.id}/${demo.id}`
  if (!demos[key]) await loadPageDemo(room.id, demo.id)
  return demos[key]((text) => show(outputs.get(key), text))
}

async function onRun (button, room, demo) {
  const output = outputs.get(`${room.id}/${demo.id}`)
  button.setAttribute('aria-busy', 'true')
  try {
    const result = await run(room, demo)
    if (result !== undefined) show(output, String(result))
  } catch (error) {
    show(output, error.message, true)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

function demoElement (room, demo) {
  const article = $('demo').content.firstElementChild.cloneNode(true)
  const [title, button, about, output, code] = ['h3', 'button', 'p', 'output', 'code'].map((name) => article.querySelector(name))
  article.id = `${room.id}-${demo.id}`
  title.textContent = demo.title
  title.id = `${article.id}-title`
  about.textContent = demo.about
  button.setAttribute('aria-describedby', title.id)
  button.addEventListener('click', () => onRun(button, room, demo))
  highlight(code, demo.code)
  outputs.set(`${room.id}/${demo.id}`, output)
  return article
}

function showRoom (room) {
  const title = document.createElement('h2')
  title.textContent = room.title
  const about = document.createElement('p')
  about.textContent = room.about
  $('room').replaceChildren(title, about, ...room.demos.map((demo) => demoElement(room, demo)))
  $('room').scrollTop = 0
  document.title = `${room.title} - Gallery`
  for (const link of $('rooms').querySelectorAll('a')) {
    if (link.hash === `#${room.id}`) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

function listRooms (rooms) {
  const groups = new Map()
  for (const room of rooms) groups.set(room.group, [...(groups.get(room.group) ?? []), room])
  $('rooms').replaceChildren(...[...groups].flatMap(([group, members]) => {
    const heading = document.createElement('h2')
    heading.textContent = group
    return [heading, ...members.map((room) => {
      const link = document.createElement('a')
      link.href = `#${room.id}`
      link.textContent = room.title
      return link
    })]
  }))
}

/** The arrows go from room to room, as in a list. */
function onArrow (event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const links = [...$('rooms').querySelectorAll('a')]
  const next = links.indexOf(document.activeElement) + step
  if (links[next]) links[next].focus()
  else if (next < 0) $('filter').focus()
  event.preventDefault()
}

async function start () {
  const rooms = await gallery.rooms()
  const matching = (text) => rooms.filter((room) => [room.title, room.about, ...room.demos.map((demo) => demo.title)].join(' ').toLowerCase().includes(text.toLowerCase()))
  const chosen = () => rooms.find((room) => `#${room.id}` === location.hash) ?? rooms[0]
  listRooms(rooms)
  showRoom(chosen())
  window.addEventListener('hashchange', () => showRoom(chosen()))
  $('filter').addEventListener('input', () => {
    listRooms(matching($('filter').value))
    document.querySelector(`#rooms a[href="#${chosen().id}"]`)?.setAttribute('aria-current', 'page')
  })
  document.querySelector('nav').addEventListener('keydown', onArrow)
  gallery.onSay((room, demo, text) => {
    const output = outputs.get(`${room}/${demo}`)
    if (output) show(output, text)
  })
}

start()

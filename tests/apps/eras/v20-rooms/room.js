/* global rooms */
const show = (text) => { document.getElementById('status').textContent = text }
const onClick = (id, action) => document.getElementById(id)?.addEventListener('click', action)

let door = null

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data.type !== 'door') return
  door = event.ports[0]
  show(`The door to the ${event.data.room} room is open`)
  door.onmessage = ({ data }) => {
    if (data.knock) door.postMessage({ answer: `come in, guest ${data.knock}` })
    show(data.knock ? `Somebody knocks ${data.knock} times` : `They say: ${data.answer}`)
  }
})

onClick('enter', async () => {
  try {
    const { number, greeting, since } = await rooms.enter(document.getElementById('name').value)
    show(`${greeting}, you are number ${number} of ${since.size}`)
  } catch (error) {
    show(error.message)
  }
})

onClick('door', () => rooms.openDoor())
let knocks = 0
onClick('knock', () => door.postMessage({ knock: ++knocks }))
onClick('rules', () => { show(window.open('rules.html', 'House rules') ? 'The rules are open' : 'There are no rules') })
onClick('outside', () => { show(window.open('https://example.com/') ? 'Outside' : 'There is nothing outside') })
onClick('leave', () => window.close())

const versions = document.getElementById('versions')
if (versions) versions.textContent = `${rooms.versions.electron}, sandboxed ${rooms.versions.sandboxed}, isolated ${rooms.versions.isolated}, ${typeof require}`

/* global clock */
const $ = (id) => document.getElementById(id)
const show = (text) => { $('status').textContent = text }

const stop = clock.onTick((laps) => show(`Lap ${laps}`))

$('lap').addEventListener('click', () => clock.lap())
$('format').addEventListener('click', async () => show(await clock.format(Number($('seconds').value))))
$('about').addEventListener('click', async () => show(await clock.about()))
$('stop').addEventListener('click', () => {
  stop()
  show('Stopped')
})

'use strict'

// Runs every program on every row, in turns, and prints the medians in one table. See bench/README.md.

const fs = require('fs')
const os = require('os')
const path = require('path')
const { cpuOf, familyOf, pssOf } = require('./family')
const { Program, startDisplay, wait } = require('./processes')
const { programs } = require('./programs')
const allRows = require('./rows')
const { limitText, median, table } = require('./table')

const usage = 'usage: scripts/bench [--electron DIR_OR_BINARY] [--traced] [--quick] [--only ROW]... [--rounds N] [--write]\n' +
  `rows: ${allRows.map(({ name }) => name).join(' ')}`
const root = path.join(__dirname, '..', '..')
const say = (text) => process.stderr.write(`bench: ${text}\n`)

class UsageError extends Error {}

function parse (args) {
  const options = { electron: '', traced: false, quick: false, only: [], rounds: 0, write: false, build: process.env.RUNTIME_BUILD || path.join(root, 'build', 'release') }
  for (let i = 0; i < args.length; i++) {
    const value = () => args[++i] ?? (() => { throw new UsageError(`${args[i - 1]} needs a value`) })()
    switch (args[i]) {
      case '--electron': options.electron = value(); break
      case '--traced': options.traced = true; break
      case '--quick': options.quick = true; break
      case '--only': options.only.push(value()); break
      case '--rounds': options.rounds = Number(value()); break
      case '--write': options.write = true; break
      case '-h': case '--help': console.log(usage); process.exit(0); break
      default: throw new UsageError(`unknown option ${args[i]}`)
    }
  }
  for (const name of options.only) if (!allRows.some((row) => row.name === name)) throw new UsageError(`there is no row ${name}`)
  if (options.rounds && !(Number.isInteger(options.rounds) && options.rounds > 0)) throw new UsageError('--rounds needs a number')
  options.rounds ||= options.quick ? 1 : 5
  return options
}

/** One start of one program. */
class Bench {
  #display
  #home
  #env

  constructor (display, home, build) {
    this.#display = display
    this.#home = home
    this.limit = { name: 'limit', command: [path.join(build, 'bench', 'bench_limit')], env: {} }
    // Where there is no message bus, X programs would start one, and leave it behind.
    this.#env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...process.env }
    for (const name of ['ELECTRON_RUN_AS_NODE', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM']) delete this.#env[name]
  }

  get home () {
    return this.#home
  }

  async run (program, mode, { env = {}, seconds = 60, pinned = false, look } = {}) {
    const home = path.join(this.#home, program.name)
    fs.mkdirSync(home, { recursive: true })
    const mark = `BENCH_MARK=${process.pid}-${process.hrtime.bigint()}`
    const command = pinned ? ['taskset', '-c', String(os.cpus().length - 1), ...program.command] : program.command
    const started = new Program(`${program.name} (${mode})`, command, {
      ...this.#env,
      ...program.env,
      DISPLAY: this.#display,
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, 'config'),
      XDG_CACHE_HOME: path.join(home, 'cache'),
      XDG_DATA_HOME: path.join(home, 'data'),
      BENCH_MARK: mark.slice('BENCH_MARK='.length),
      BENCH_MODE: mode,
      ...env
    }, seconds)
    try {
      const result = await started.result()
      if (result.error) throw new Error(`${program.name} (${mode}): ${result.error}`)
      if (look) {
        await look(result, () => familyOf(started.pid, mark), started)
        started.kill()
      }
      return result
    } finally {
      await started.end()
    }
  }
}

async function measure (bench, list, rows, { quick, rounds }) {
  const found = new Map() // row's key → program's name → values
  const note = (key, { name }, values) => {
    if (!found.has(key)) found.set(key, new Map())
    const byProgram = found.get(key)
    byProgram.set(name, [...(byProgram.get(name) ?? []), ...values])
  }
  const wanted = (mode) => rows.filter((row) => row.mode === mode)
  const namesOf = (mode) => wanted(mode).map(({ name }) => name)
  const ipcRows = namesOf('ipc')
  const bridgeRows = namesOf('bridge')
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`)
    for (const pinned of ipcRows.length === 0 ? [] : quick ? [false] : [true, false]) {
      const { limit } = await bench.run(bench.limit, 'limit', { pinned, env: { BENCH_MS: quick ? '10' : '500', ...pinned ? {} : { BENCH_APART: '1' } } })
      note(`limit${pinned ? '/pinned' : ''}`, bench.limit, [limit])
    }
    for (const program of list) {
      for (const { name, mode } of [...wanted('launch'), ...program.hasBridge === false ? [] : wanted('launch-preload')]) {
        for (let i = 0; i < (quick ? 1 : 3); i++) note(name, program, [(await bench.run(program, mode)).ms])
      }
      for (const { name, rest = 0 } of wanted('windows')) {
        const env = { BENCH_COUNT: quick ? '1' : rest ? '3' : '5', BENCH_REST: String(rest) }
        note(name, program, (await bench.run(program, 'windows', { env })).times)
      }
      for (const pinned of ipcRows.length === 0 ? [] : quick ? [false] : [true, false]) {
        const result = await bench.run(program, 'ipc',
          { pinned, seconds: 120, env: { BENCH_ROWS: ipcRows.join(), BENCH_MS: quick ? '10' : '500' } })
        for (const name of ipcRows) if (result[name]) note(`${name}${pinned ? '/pinned' : ''}`, program, [result[name]])
      }
      if (bridgeRows.length > 0 && program.hasBridge !== false) {
        const result = await bench.run(program, 'bridge', { env: { BENCH_ROWS: bridgeRows.join(), BENCH_MS: quick ? '10' : '500' } })
        for (const name of bridgeRows) note(name, program, [result[name]])
      }
      for (const { name, of } of wanted('cost')) {
        await bench.run(program, 'cost', {
          env: { BENCH_ROWS: of, BENCH_MS: '60000' },
          look: async (result, family, started) => {
            // The first reports see the page warm up.
            let from = result
            for (let i = 0; i < (quick ? 1 : 3); i++) from = await started.result()
            const used = cpuOf(family())
            let to
            for (let i = 0; i < (quick ? 1 : 4); i++) to = await started.result()
            note(name, program, [(to.echoes - from.echoes) / (cpuOf(family()) - used) / 1000])
          }
        })
      }
      for (const { name, windows } of round > 2 ? [] : wanted('memory')) {
        await bench.run(program, 'memory', {
          env: { BENCH_COUNT: String(windows) },
          look: async (result, family) => {
            await wait(quick ? 100 : 2000)
            note(name, program, [pssOf(family())])
          }
        })
      }
      for (const { name } of round > 2 ? [] : wanted('apps')) {
        await bench.run(program, 'memory', {
          env: { BENCH_COUNT: '1' },
          look: (result, family) => bench.run(program.another(bench.home), 'memory', {
            env: { BENCH_COUNT: '1' },
            look: async (other, otherFamily) => {
              await wait(quick ? 100 : 2000)
              note(name, program, [pssOf([...family(), ...otherFamily()])])
            }
          })
        })
      }
    }
  }
  return new Map([...found].map(([key, byProgram]) => [key, new Map([...byProgram].map(([name, values]) => [name, median(values)]))]))
}

async function main () {
  const options = parse(process.argv.slice(2))
  const rows = options.only.length ? allRows.filter(({ name }) => options.only.includes(name)) : allRows
  const list = programs(options, say)
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'))
  process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }))
  const bench = new Bench(await startDisplay(), home, options.build)
  const medians = await measure(bench, list, rows, options)
  const [{ model }] = os.cpus()
  const text = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${os.cpus().length} cores (${model}), ` +
    `${Math.round(os.totalmem() / 2 ** 30)} GB, ${options.rounds} rounds, load ${os.loadavg()[0].toFixed(1)}\n\n${table(rows, list.map(({ name }) => name), medians)}${limitText(list[0].name, medians)}`
  console.log(text)
  if (options.write || !(options.quick || options.only.length)) {
    const folder = path.join(root, 'bench', 'results')
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, `${new Date().toISOString().slice(0, 10)}.txt`), text + '\n')
  }
}

main().then(() => process.exit(0), (error) => {
  say(error instanceof UsageError ? `${error.message}\n${usage}` : error.message)
  process.exit(error instanceof UsageError ? 2 : 1)
})

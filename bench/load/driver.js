'use strict'

// Runs each case in a program of its own and prints its figures beside their bars. See README.md.

const fs = require('fs')
const os = require('os')
const path = require('path')
const { Program, startDisplay } = require('../lib/processes')
const allCases = require('./cases')

const usage = 'usage: scripts/soak [--quick] [--only NAME]... [--scale FACTOR]\n' +
  `names: ${allCases.map(({ name }) => name).join(' ')}`
const root = path.join(__dirname, '..', '..')
const build = process.env.RUNTIME_BUILD || path.join(root, 'build', 'release')
const say = (text) => process.stderr.write(`soak: ${text}\n`)

class UsageError extends Error {}

function parse (args) {
  const options = { quick: false, only: [], scale: 1 }
  for (let i = 0; i < args.length; i++) {
    const value = () => args[++i] ?? (() => { throw new UsageError(`${args[i - 1]} needs a value`) })()
    switch (args[i]) {
      case '--quick': options.quick = true; break
      case '--only': options.only.push(value()); break
      case '--scale': options.scale = Number(value()); break
      case '-h': case '--help': console.log(usage); process.exit(0); break
      default: throw new UsageError(`unknown option ${args[i]}`)
    }
  }
  for (const name of options.only) if (!allCases.some((one) => one.name === name)) throw new UsageError(`there is no case ${name}`)
  if (!(options.scale > 0 && options.scale <= 1)) throw new UsageError('--scale needs a number up to 1')
  return options
}

const number = (value) => Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(Math.abs(value) < 10 ? 2 : 1)

/** @returns {boolean} whether it misses its bar */
function print ({ what, value, unit = '', max, min, isTime }, { quick, scale }) {
  const hasBar = max !== undefined || min !== undefined
  // A short run tells nothing of times and sizes.
  const isJudged = hasBar && !(isTime && (quick || scale < 1))
  const isMissed = !(value <= (max ?? Infinity) && value >= (min ?? -Infinity))
  const bar = !hasBar ? '' : `${max !== undefined ? '≤' : '≥'} ${number(max ?? min)}  ${!isJudged ? isMissed ? '(missed)' : '(ok)' : isMissed ? 'MISSED' : 'ok'}`
  console.log(`  ${what.padEnd(62)} ${number(value).padStart(11)} ${unit.padEnd(5)} ${bar}`.trimEnd())
  return isJudged && isMissed
}

async function runCase ({ name, title, seconds }, options, display, home) {
  const env = { ...process.env }
  for (const variable of ['ELECTRON_RUN_AS_NODE', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM']) delete env[variable]
  const factor = Number(process.env.TEST_TIMEOUT_FACTOR) || 1
  const noSandbox = process.getuid() === 0 ? ['--no-sandbox'] : []
  const command = [path.join(build, 'bin', 'runtime'), ...noSandbox, '--js-flags=--expose-gc', path.join(__dirname, 'app')]
  console.log(`${title}`)
  const started = new Program(name, command, {
    ...env,
    DISPLAY: display,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_DATA_HOME: path.join(home, 'data'),
    BENCH_MARK: `${process.pid}-${process.hrtime.bigint()}`,
    LOAD_CASE: name,
    LOAD_SCALE: String(options.quick ? 0 : options.scale),
    LOAD_COUNTER: path.join(build, 'bench', 'counter.node')
  }, (options.quick ? 30 : seconds) * factor)
  let missed = 0
  try {
    for (;;) {
      const result = await started.result()
      if (result.error) throw new Error(`${name}: ${result.error}`)
      if (result.done) return missed
      if (print(result, options)) missed++
    }
  } finally {
    await started.end()
  }
}

async function main () {
  const options = parse(process.argv.slice(2))
  const cases = options.only.length ? allCases.filter(({ name }) => options.only.includes(name)) : allCases
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'soak-'))
  process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }))
  const display = await startDisplay()
  console.log(`${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}` +
    (options.quick ? '; a quick run, which does not judge times' : options.scale < 1 ? `; at ${options.scale} of its size` : ''))
  let missed = 0
  for (const one of cases) {
    missed += await runCase(one, options, display, home).catch((error) => {
      console.log(`  FAILED: ${error.message}`)
      return 1
    })
  }
  console.log(missed === 0 ? 'all ok' : `${missed} MISSED`)
  return missed
}

main().then((missed) => process.exit(missed === 0 ? 0 : 1), (error) => {
  say(error instanceof UsageError ? `${error.message}\n${usage}` : error.stack)
  process.exit(error instanceof UsageError ? 2 : 1)
})

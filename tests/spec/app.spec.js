'use strict'

const { describe, it, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { EventEmitter } = require('events')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { app, BrowserWindow } = require('electron')
const { once } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { appFolder, run } = require('../support/program')
const { openPage, openWindow } = require('../support/windows')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (index, shown) => ({
  name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}`
})

describe('app', () => {
  it('is an EventEmitter whose class is App', () => {
    assert.ok(app instanceof EventEmitter)
    assert.equal(app.constructor.name, 'App')
  })

  it('refuses a listener that is no function', () => {
    assert.throws(() => app.on('x', 5), { code: 'ERR_INVALID_ARG_TYPE' })
  })

  it('whenReady() is one promise, of undefined', async () => {
    assert.equal(app.whenReady(), app.whenReady())
    assert.equal(await app.whenReady(), undefined)
    assert.equal(app.isReady(), true)
  })

  it('does not have what Linux does not have', () => {
    for (const name of ['dock', 'hide', 'show', 'setUserActivity', 'runningUnderARM64Translation']) assert.equal(app[name], undefined, name)
  })

  describe('name and version', () => {
    const { name } = app
    const version = app.getVersion()
    afterEach(() => {
      app.name = name
      app.setVersion(version)
    })

    it('setName() and name set the same', () => {
      app.setName('One')
      assert.deepEqual([app.name, app.getName()], ['One', 'One'])
      app.name = 'Two'
      assert.deepEqual([app.name, app.getName()], ['Two', 'Two'])
    })

    it('an empty name is Electron', () => {
      app.setName('')
      assert.equal(app.getName(), 'Electron')
    })

    it('setVersion() sets what getVersion() gives', () => {
      app.setVersion('9.9')
      assert.equal(app.getVersion(), '9.9')
    })

    it('they refuse what is no text', () => {
      assert.throws(() => app.setName(), insufficient)
      assert.throws(() => app.setName(5), conversion(0, ''))
      assert.throws(() => { app.name = null }, conversion(0, 'null'))
      assert.throws(() => app.setVersion(5), conversion(0, ''))
    })

    it('come from package.json, productName first', async (t) => {
      const folder = appFolder(t, {
        'package.json': '{"name": "plain", "productName": "Nice Name", "version": "3.2.1"}',
        'index.js': "const {app} = require('electron'); console.log(JSON.stringify([app.name, app.getVersion(), app.getAppPath()])); app.exit()"
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.deepEqual(JSON.parse(stdout), ['Nice Name', '3.2.1', folder])
    })

    it("without them they are Electron's own", async (t) => {
      const folder = appFolder(t, { 'index.js': "const {app} = require('electron'); console.log(app.name, app.getVersion() === process.versions.electron); app.exit()" })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.equal(stdout, 'Electron true\n')
    })
  })

  it('isPackaged is false, and cannot be set, in the executable as it is delivered', () => {
    const { isPackaged } = app
    assert.equal(isPackaged, false)
    assert.throws(() => { app.isPackaged = true }, TypeError)
    assert.equal(process.defaultApp, true)
  })

  describe('getPath()', () => {
    it('gives the folders of the user', () => {
      assert.equal(app.getPath('home'), os.homedir())
      assert.equal(app.getPath('temp'), os.tmpdir())
      assert.equal(app.getPath('exe'), process.execPath)
      assert.equal(app.getPath('module'), process.execPath)
      assert.equal(app.getPath('sessionData'), app.getPath('userData'))
      assert.equal(app.getPath('logs'), path.join(app.getPath('userData'), 'logs'))
      assert.equal(app.getPath('crashDumps'), path.join(app.getPath('userData'), 'Crashpad'))
    })

    it('knows every name of Electron on Linux', () => {
      for (const name of ['appData', 'userData', 'cache', 'userCache', 'desktop', 'documents', 'downloads', 'music', 'pictures', 'videos']) {
        assert.ok(path.isAbsolute(app.getPath(name)), name)
      }
    })

    for (const name of ['recent', 'assets', 'pepperFlashSystemPlugin', 'nope', '', 'HOME', 'constructor']) {
      it(`throws for '${name}'`, () => {
        assert.throws(() => app.getPath(name), { name: 'Error', message: `Failed to get '${name}' path` })
      })
    }

    it('throws for what is no text', () => {
      assert.throws(() => app.getPath(), insufficient)
      assert.throws(() => app.getPath(undefined), conversion(0, 'undefined'))
      assert.throws(() => app.getPath(null), conversion(0, 'null'))
      assert.throws(() => app.getPath(5), conversion(0, ''))
      assert.throws(() => app.getPath({}), conversion(0, ''))
    })

    it('follows the name, XDG and user-dirs.dirs, until userData was read', async (t) => {
      const home = tempFolder('home')
      fs.mkdirSync(path.join(home, '.config'))
      fs.writeFileSync(path.join(home, '.config/user-dirs.dirs'), '# x\nXDG_DOWNLOAD_DIR="$HOME/Got"\nXDG_MUSIC_DIR="/abs/Music"\n')
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          app.name = 'first'
          const a = app.getPath('userData')
          app.name = 'second'
          const b = app.getPath('userData')
          app.setPath('music', app.getPath('music'))
          console.log(JSON.stringify([a, b, app.getPath('userData'), app.getPath('userCache'), ...['downloads', 'music', 'documents', 'pictures'].map((n) => app.getPath(n))]))
          app.exit()`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { home })
      const at = (...parts) => path.join(home, ...parts)
      assert.deepEqual(JSON.parse(stdout), [at('.config/first'), at('.config/first'), at('.config/second'), at('.cache/second'),
        at('Got'), '/abs/Music', home, at('Pictures')])
    })
  })

  describe('setPath()', () => {
    it('sets a path, and does not make the folder', () => {
      const before = app.getPath('logs')
      const folder = path.join(tempFolder('logs'), 'new')
      assert.equal(app.setPath('logs', folder), undefined)
      assert.equal(app.getPath('logs'), folder)
      assert.equal(fs.existsSync(folder), false)
      app.setPath('logs', before)
    })

    it('throws for a relative path and an unknown name', () => {
      assert.throws(() => app.setPath('temp', 'relative'), { name: 'Error', message: 'Path must be absolute' })
      assert.throws(() => app.setPath('nope', '/tmp'), { name: 'Error', message: 'Failed to set path' })
      assert.throws(() => app.setPath('recent', '/tmp'), { name: 'Error', message: 'Failed to set path' })
    })

    it('throws for what is no text', () => {
      assert.throws(() => app.setPath('temp'), insufficient)
      assert.throws(() => app.setPath('temp', 5), conversion(1, ''))
    })

    it('setAppLogsPath() sets logs', () => {
      const before = app.getPath('logs')
      app.setAppLogsPath('/somewhere/else')
      assert.equal(app.getPath('logs'), '/somewhere/else')
      app.setAppLogsPath()
      assert.equal(app.getPath('logs'), path.join(app.getPath('userData'), 'logs'))
      assert.throws(() => app.setAppLogsPath('relative'), { message: 'Path must be absolute' })
      app.setPath('logs', before)
    })
  })

  describe('commandLine', () => {
    const { commandLine } = app

    it('has switches by name, without dashes, and case matters', () => {
      assert.equal(commandLine.hasSwitch('headless'), true)
      assert.equal(commandLine.hasSwitch('--headless'), false)
      assert.equal(commandLine.hasSwitch('Headless'), false)
      assert.equal(commandLine.getSwitchValue('not-there'), '')
    })

    it('appends and removes switches', () => {
      commandLine.appendSwitch('spec-flag')
      assert.deepEqual([commandLine.hasSwitch('spec-flag'), commandLine.getSwitchValue('spec-flag')], [true, ''])
      commandLine.appendSwitch('spec-flag', 5)
      assert.equal(commandLine.getSwitchValue('spec-flag'), '5')
      commandLine.removeSwitch('spec-flag')
      assert.equal(commandLine.hasSwitch('spec-flag'), false)
      assert.equal(commandLine.removeSwitch('not-there'), undefined)
    })

    it('takes anything as text', () => {
      commandLine.appendSwitch()
      assert.equal(commandLine.hasSwitch(), true)
      commandLine.removeSwitch()
      assert.equal(commandLine.hasSwitch('undefined'), false)
      assert.equal(commandLine.appendArgument('spec'), undefined)
    })

    it('does not change process.argv', () => {
      const before = [...process.argv]
      commandLine.appendSwitch('spec-argv')
      commandLine.removeSwitch('spec-argv')
      assert.deepEqual(process.argv, before)
    })

    it('sees the switches of the shell and hands those of before ready to the engine', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app, BrowserWindow } = require('electron')
          const seen = (name) => [app.commandLine.hasSwitch(name), app.commandLine.getSwitchValue(name)]
          console.log(JSON.stringify(['zed', 'dup', 'q', 'after', 'dashdash'].map(seen)))
          app.commandLine.appendSwitch('lang', 'de')
          app.whenReady().then(async () => {
            const win = new BrowserWindow({ show: false })
            await win.loadURL('data:text/html,x')
            console.log(app.getLocale(), await win.webContents.executeJavaScript('navigator.language'))
            app.exit()
          })`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', '--zed=1', '--dup=1', '--dup=2', folder, '-q', 'x', '--after=3', '--', '--dashdash'])
      assert.equal(stdout, '[[true,"1"],[true,"2"],[true,""],[true,"3"],[false,""]]\nde de\n')
    })
  })

  describe('getAppMetrics()', () => {
    it('gives this process first', () => {
      const [{ cpu, creationTime, memory, pid, type }] = app.getAppMetrics()
      assert.deepEqual([pid, type], [process.pid, 'Browser'])
      assert.deepEqual(Object.keys(cpu).sort(), ['cumulativeCPUUsage', 'idleWakeupsPerSecond', 'percentCPUUsage'])
      assert.ok(cpu.cumulativeCPUUsage > 0)
      assert.ok(memory.workingSetSize > 10_000 && memory.peakWorkingSetSize >= memory.workingSetSize)
      assert.ok(Math.abs(creationTime - (Date.now() - process.uptime() * 1000)) < 5000)
    })

    it('gives each page a Tab, and not the app\'s own children', async () => {
      const { spawn } = require('child_process')
      const child = spawn('sleep', ['30'])
      const win = await openPage('<title>x</title>')
      const pid = win.webContents.getOSProcessId()
      const metrics = app.getAppMetrics()
      child.kill()
      assert.equal(metrics.find((entry) => entry.pid === pid)?.type, 'Tab')
      assert.equal(metrics.some((entry) => entry.pid === child.pid), false)
    })
  })

  describe('languages', () => {
    it('are known when the app is ready', () => {
      assert.match(app.getLocale(), /^[a-z]{2}/)
      assert.match(app.getSystemLocale(), /^[a-z]{2}/)
      assert.ok(app.getPreferredSystemLanguages().length > 0)
    })

    it('before ready getLocale() is empty and getSystemLocale() throws', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          console.log(JSON.stringify([app.isReady(), app.getLocale(), app.getLocaleCountryCode(), app.getAppMetrics().length]))
          try { app.getSystemLocale() } catch (error) { console.log(error.name, error.message) }
          app.exit()`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.equal(stdout, '[false,"","",1]\nError app.getSystemLocale() can only be called after app is ready\n')
    })
  })

  describe('what has no effect on Linux, or none here', () => {
    it('has Electron\'s answers', () => {
      assert.deepEqual([app.badgeCount, app.getBadgeCount(), app.setBadgeCount(3)], [0, 0, false])
      assert.equal(app.isUnityRunning(), false)
      assert.equal(app.isAccessibilitySupportEnabled(), false)
      assert.equal(app.getLoginItemSettings().openAtLogin, false)
      assert.equal(app.isDefaultProtocolClient('x'), false)
      assert.equal(app.removeAsDefaultProtocolClient('x'), false)
      assert.equal(app.setAppUserModelId('x'), undefined)
      assert.equal(app.addRecentDocument('/x'), undefined)
      assert.equal(app.focus(), undefined)
    })

    it('isEmojiPanelSupported() is false, and isHardwareAccelerationEnabled() is unless it was switched off', () => {
      assert.equal(app.isEmojiPanelSupported(), false)
      assert.equal(app.isHardwareAccelerationEnabled(), true)
    })

    it('disableDomainBlockingFor3DAPIs() and disableHardwareAcceleration() switch the engine before it starts', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          app.disableDomainBlockingFor3DAPIs()
          app.disableHardwareAcceleration()
          console.log(app.commandLine.hasSwitch('disable-domain-blocking-for-3d-apis'), app.isHardwareAccelerationEnabled())
          app.exit()`
      })
      assert.equal((await run(t, ['--no-sandbox', '--headless', folder])).stdout, 'true false\n')
    })

    for (const name of ['enableSandbox', 'disableHardwareAcceleration', 'disableDomainBlockingFor3DAPIs']) {
      it(`${name}() is too late after ready`, () => {
        assert.throws(() => app[name](), { name: 'Error', message: `app.${name}() can only be called before app is ready` })
      })
    }

    it('checks the arguments of what does nothing', () => {
      for (const name of ['addRecentDocument', 'setAppUserModelId', 'setLoginItemSettings', 'configureHostResolver', 'setAboutPanelOptions']) {
        assert.throws(() => app[name](), insufficient, name)
        assert.throws(() => app[name](5), conversion(0, ''), name)
      }
      assert.equal(app.clearRecentDocuments(), undefined)
      assert.equal(app.setLoginItemSettings({ openAtLogin: true }), undefined)
    })

    it('configureHostResolver() checks what DNS servers are', () => {
      assert.throws(() => app.configureHostResolver({ secureDnsMode: 'x' }), { name: 'TypeError', message: 'secureDnsMode must be one of: off, automatic, secure' })
      assert.throws(() => app.configureHostResolver({ secureDnsServers: ['x'] }), { name: 'TypeError', message: 'not a valid DoH template: x' })
      assert.equal(app.configureHostResolver({ secureDnsMode: 'automatic', secureDnsServers: ['https://dns.example/query'] }), undefined)
    })

    it("setProxy() and resolveProxy() are the default session's", async () => {
      const { defaultSession } = require('electron').session
      const outcome = (promise) => Promise.resolve(promise).catch((error) => error.message)
      assert.deepEqual(await outcome(app.setProxy({ mode: 'direct' })), await outcome(defaultSession.setProxy({ mode: 'direct' })))
      assert.deepEqual(await outcome(app.resolveProxy('http://x/')), await outcome(defaultSession.resolveProxy('http://x/')))
    })

    for (const name of ['child-process-gone', 'gpu-process-crashed']) {
      it(`says that '${name}' is never emitted`, async (t) => {
        const folder = appFolder(t, { 'index.js': `const { app } = require('electron'); app.on('${name}', () => {}); app.exit()` })
        const { stderr } = await run(t, ['--no-sandbox', '--headless', folder])
        assert.match(stderr, new RegExp(`app '${name}' is never emitted: `))
      })
    }
  })

  it('applicationMenu is the menu of Menu.setApplicationMenu()', () => {
    const { Menu } = require('electron')
    const before = app.applicationMenu
    const menu = Menu.buildFromTemplate([{ label: 'One' }])
    app.applicationMenu = menu
    assert.equal(app.applicationMenu, menu)
    assert.equal(Menu.getApplicationMenu(), menu)
    app.applicationMenu = before
    assert.equal(Menu.getApplicationMenu(), before)
  })

  it('userAgentFallback names the app and is what pages say', async () => {
    const agent = app.userAgentFallback
    assert.match(agent, /^Mozilla\/5\.0 \(X11; Linux \S+\) AppleWebKit\/537\.36 \(KHTML, like Gecko\) (\S+ )?Chrome\/102\S* Electron\/\S+ Safari\/537\.36$/)
    const win = await openPage('<title>x</title>')
    assert.equal(await win.webContents.executeJavaScript('navigator.userAgent'), agent)
  })

  describe('events of windows and pages', () => {
    it('web-contents-created comes before browser-window-created, inside the constructor', () => {
      const log = []
      const onContents = (event, contents) => log.push(['web-contents-created', contents.getURL(), BrowserWindow.fromWebContents(contents)])
      const onWindow = (event, win) => log.push(['browser-window-created', win.isVisible(), win])
      app.once('web-contents-created', onContents)
      app.once('browser-window-created', onWindow)
      const win = openWindow()
      assert.deepEqual(log, [['web-contents-created', '', null], ['browser-window-created', false, win]])
    })

    it('a listener that throws does not stop what it is told about', async () => {
      const listeners = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      const caught = once(process, 'uncaughtException')
      app.once('browser-window-created', () => { throw new Error('in a listener') })
      const win = openWindow()
      const [error, origin] = await caught
      for (const listener of listeners) process.on('uncaughtException', listener)
      assert.deepEqual([error.message, origin, win.isDestroyed()], ['in a listener', 'uncaughtException', false])
    })
  })

  describe('process', () => {
    it('has what Electron adds', async () => {
      assert.equal(process.type, 'browser')
      assert.match(process.versions.electron, /^\d+\.\d+\.\d+$/)
      assert.match(process.versions.chrome, /^102\./)
      assert.equal(process.resourcesPath, path.join(path.dirname(process.execPath), 'resources'))
      assert.equal(process.exit, app.exit)
      assert.ok(process.getCreationTime() <= Date.now())
      assert.ok(process.getCPUUsage().percentCPUUsage >= 0)
      assert.ok(process.getHeapStatistics().usedHeapSize > 0)
      assert.ok((await process.getProcessMemoryInfo()).residentSet > 10_000)
      assert.ok(process.getSystemMemoryInfo().total > 0)
      assert.equal(process.getSystemVersion(), os.release())
    })
  })
})

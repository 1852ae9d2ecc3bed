'use strict'

const { describe, it, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { app } = require('electron')
const { certificate } = require('../support/certificate')
const { once } = require('../support/events')
const { appFolder, run } = require('../support/program')
const { tempFolder } = require('../support/temp-folder')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (index, shown) => ({ name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}` })

describe('app and the desktop', () => {
  describe('getFileIcon()', () => {
    for (const [size, width] of [['small', 16], ['normal', 32], ['large', 48]]) {
      it(`'${size}' is of ${width} pixels`, async () => {
        const image = await app.getFileIcon(__filename, { size })
        assert.deepEqual(image.getSize(), { width, height: width })
        assert.equal(image.isEmpty(), false)
      })
    }

    it("is 'normal' by default, and for folders and names that are not there as well", async () => {
      const normal = { width: 32, height: 32 }
      for (const file of [__filename, __dirname, '/nope/picture.png']) assert.deepEqual((await app.getFileIcon(file)).getSize(), normal)
      assert.deepEqual((await app.getFileIcon(__filename, { size: 'x' })).getSize(), normal)
    })

    it('differs between a folder and a file', async () => {
      const [file, folder] = await Promise.all([app.getFileIcon(__filename), app.getFileIcon(__dirname)])
      assert.notDeepEqual(file.toPNG(), folder.toPNG())
    })

    it('refuses what is no path', async () => {
      await assert.rejects(app.getFileIcon(), insufficient)
      await assert.rejects(app.getFileIcon(5), conversion(0, ''))
    })
  })

  describe('the graphics hardware', () => {
    it("getGPUInfo() tells, after it 'gpu-info-update' and getGPUFeatureStatus() know", async () => {
      const updated = once(app, 'gpu-info-update')
      const complete = await app.getGPUInfo('complete')
      await updated
      assert.equal(complete.auxAttributes.inProcessGpu, true)
      assert.equal(typeof complete.auxAttributes.initializationTime, 'number')
      assert.ok(complete.gpuDevice.length > 0)
      for (const field of ['vendorId', 'deviceId']) assert.equal(typeof complete.gpuDevice[0][field], 'number', field)
      const status = app.getGPUFeatureStatus()
      for (const name of ['2d_canvas', 'gpu_compositing', 'rasterization', 'webgl', 'video_decode']) assert.match(status[name], /^(enabled|disabled|unavailable)/, name)
      const basic = await app.getGPUInfo('basic')
      assert.deepEqual(basic.gpuDevice, complete.gpuDevice)
      assert.equal(basic.featureStatus, undefined)
    })

    it('refuses another kind', async () => {
      await assert.rejects(app.getGPUInfo('x'), { message: "Invalid info type. Use 'basic' or 'complete'" })
      await assert.rejects(app.getGPUInfo(), insufficient)
    })

    it('before the app is ready getGPUFeatureStatus() knows of no hardware', async (t) => {
      const folder = appFolder(t, { 'index.js': "const { app } = require('electron'); console.log(app.getGPUFeatureStatus().gpu_compositing, app.isReady()); app.exit()" })
      assert.equal((await run(t, ['--no-sandbox', '--headless', folder])).stdout, 'disabled_software false\n')
    })
  })

  describe('accessibility', () => {
    afterEach(() => app.setAccessibilitySupportEnabled(false))

    it("setAccessibilitySupportEnabled() switches it, and emits 'accessibility-support-changed' when it changes", () => {
      const log = []
      const listener = (event, enabled) => log.push([event.constructor.name, enabled])
      app.on('accessibility-support-changed', listener)
      app.setAccessibilitySupportEnabled(true)
      app.setAccessibilitySupportEnabled(true)
      assert.equal(app.isAccessibilitySupportEnabled(), true)
      app.accessibilitySupportEnabled = false
      assert.equal(app.accessibilitySupportEnabled, false)
      app.removeListener('accessibility-support-changed', listener)
      assert.deepEqual(log, [['Event', true], ['Event', false]])
      assert.throws(() => app.setAccessibilitySupportEnabled(), insufficient)
    })
  })

  describe('protocols', () => {
    /** What `code` prints in an app named spec-protocol whose .desktop file is installed. */
    const inApp = async (t, code) => {
      const home = tempFolder('desktop')
      const applications = path.join(home, '.local/share/applications')
      fs.mkdirSync(applications, { recursive: true })
      fs.mkdirSync(path.join(home, '.config'))
      const entry = (name) => `[Desktop Entry]\nType=Application\nName=${name}\nExec=sh %u\nIcon=text-x-generic\nMimeType=x-scheme-handler/spec-x;\n\n[Desktop Action other]\nName=Other\n`
      fs.writeFileSync(path.join(applications, 'spec-protocol.desktop'), entry('Spec Protocol'))
      fs.writeFileSync(path.join(applications, 'spec-other.desktop'), entry('Another'))
      fs.writeFileSync(path.join(home, '.config/mimeapps.list'), '[Default Applications]\nx-scheme-handler/spec-x=spec-other.desktop\n')
      const folder = appFolder(t, {
        'package.json': '{"name": "spec-protocol"}',
        'index.js': `const { app } = require('electron'); app.whenReady().then(async () => { ${code} }).catch((error) => console.log(error.message)).then(() => app.exit())`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { home, env: { XDG_CURRENT_DESKTOP: '', XDG_DATA_DIRS: '/usr/local/share:/usr/share' } })
      return stdout.trim()
    }

    it('setAsDefaultProtocolClient() makes the app the one, which isDefaultProtocolClient() and getApplicationNameForProtocol() tell', async (t) => {
      const text = await inApp(t, `
        const look = () => [app.isDefaultProtocolClient('spec-x'), app.getApplicationNameForProtocol('spec-x://')]
        console.log(JSON.stringify([look(), app.setAsDefaultProtocolClient('spec-x'), look(), app.isDefaultProtocolClient('spec-y'), app.removeAsDefaultProtocolClient('spec-x')]))`)
      assert.deepEqual(JSON.parse(text), [[false, 'spec-other.desktop'], true, [true, 'spec-protocol.desktop'], false, false])
    })

    it('getApplicationInfoForProtocol() tells name, path and icon', async (t) => {
      const text = await inApp(t, `
        app.setAsDefaultProtocolClient('spec-x')
        const { name, path, icon } = await app.getApplicationInfoForProtocol('spec-x://something')
        console.log(JSON.stringify([name, path, icon.isEmpty()]))
        await app.getApplicationInfoForProtocol('spec-nobody://')`)
      const [found, error] = text.split('\n')
      const [name, program] = JSON.parse(found)
      assert.equal(name, 'Spec Protocol')
      assert.match(program, /^\/(usr\/)?bin\/sh$/)
      assert.equal(error, 'There is no application for this protocol')
    })

    it('check their arguments', async () => {
      for (const name of ['setAsDefaultProtocolClient', 'isDefaultProtocolClient', 'removeAsDefaultProtocolClient', 'getApplicationNameForProtocol']) {
        assert.throws(() => app[name](), insufficient, name)
      }
      await assert.rejects(app.getApplicationInfoForProtocol(), insufficient)
      assert.equal(app.getApplicationNameForProtocol('no url'), '')
      assert.equal(app.setAsDefaultProtocolClient(''), false)
    })
  })

  describe('importCertificate()', () => {
    const importing = (options) => new Promise((resolve) => app.importCertificate(options, resolve))

    it('reads a PKCS #12 file, and answers 0', async () => {
      const folder = tempFolder('certificate')
      for (const [name, text] of Object.entries(certificate)) fs.writeFileSync(path.join(folder, name), text)
      const file = path.join(folder, 'both.p12')
      execFileSync('openssl', ['pkcs12', '-export', '-inkey', path.join(folder, 'key'), '-in', path.join(folder, 'cert'), '-passout', 'pass:secret', '-out', file])
      assert.equal(await importing({ certificate: file, password: 'secret' }), 0)
      assert.equal(await importing({ certificate: file, password: 'wrong' }), -702)
      assert.equal(await importing({ certificate: __filename, password: '' }), -702)
      assert.equal(await importing({ certificate: '/nope', password: '' }), -6)
    })

    it('checks its arguments', () => {
      assert.throws(() => app.importCertificate(), insufficient)
      assert.throws(() => app.importCertificate({ certificate: '/nope', password: 'x' }), insufficient)
      assert.throws(() => app.importCertificate({}, 5), conversion(1, ''))
      assert.throws(() => app.importCertificate({}, {}), conversion(1, ''))
    })
  })

  it('setAboutPanelOptions() takes an object; without a screen showAboutPanel() shows nothing', () => {
    assert.equal(app.setAboutPanelOptions({ applicationName: 'x', authors: ['y'], iconPath: '/nope' }), undefined)
    assert.equal(app.showAboutPanel(), undefined)
    assert.throws(() => app.setAboutPanelOptions(), insufficient)
    app.setAboutPanelOptions({})
  })
})

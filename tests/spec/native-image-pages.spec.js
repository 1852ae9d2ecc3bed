'use strict'

// Images of pages, and on their way between a page and main.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { ipcMain, nativeImage } = require('electron')
const { openPage } = require('../support/windows')
const { once } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')

const pixels = (width, height) => Buffer.concat(Array(width * height).fill(Buffer.from([10, 20, 30, 255])))

describe('nativeImage in a page', () => {
  let win
  let file
  const run = (code) => win.webContents.executeJavaScript(`(({ clipboard, ipcRenderer, nativeImage }) => { ${code} })(require('electron'))`)
  const image = () => nativeImage.createFromPath(file)

  before(async () => {
    file = path.join(tempFolder('image'), 'icon.png')
    fs.writeFileSync(file, nativeImage.createFromBitmap(pixels(4, 2), { width: 4, height: 2 }).toPNG())
    fs.writeFileSync(file.replace('.png', '@2x.png'), nativeImage.createFromBitmap(pixels(8, 4), { width: 8, height: 4 }).toPNG())
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    ipcMain.handle('image', (event, given) => given)
    ipcMain.on('image', (event, given) => { event.returnValue = { image: given ?? image(), list: [nativeImage.createEmpty()] } })
  })
  after(() => {
    ipcMain.removeHandler('image')
    ipcMain.removeAllListeners('image')
  })

  it('reads, changes and writes pictures as in main', async () => {
    assert.deepEqual(await run(`
      const image = nativeImage.createFromPath(${JSON.stringify(file)})
      const small = image.resize({ width: 2, quality: 'good' }).crop({ x: 0, y: 0, width: 1, height: 1 })
      return [image.getScaleFactors(), image.getSize(), small.getSize(), image.toPNG({ scaleFactor: 2 }).length > 0, image.toJPEG(80)[0], image.toBitmap().length,
        nativeImage.createFromBitmap(image.toBitmap(), image.getSize()).getAspectRatio(), nativeImage.createFromDataURL(image.toDataURL()).isEmpty()]
    `), [[1, 2], { width: 4, height: 2 }, { width: 1, height: 1 }, true, 0xff, 32, 2, false])
  })

  it('crosses ipcRenderer.invoke both ways, with the pictures of all scale factors', async () => {
    const given = once(ipcMain, 'given')
    const answer = await run(`
      const image = nativeImage.createFromPath(${JSON.stringify(file)})
      ipcRenderer.send('given', image)
      return ipcRenderer.invoke('image', { deep: [image] }).then(({ deep: [back] }) => [back.constructor.name, back.getScaleFactors(), back.toBitmap({ scaleFactor: 2 }).length])
    `)
    assert.deepEqual(answer, ['NativeImage', [1, 2], 128])
    const [, received] = await given
    assert.deepEqual([received.constructor, received.getScaleFactors()], [nativeImage.createEmpty().constructor, [1, 2]])
    assert.deepEqual(received.toBitmap({ scaleFactor: 2 }), pixels(8, 4))
  })

  it('crosses sendSync and executeJavaScript, an empty one as well', async () => {
    assert.deepEqual(await run(`
      const { image, list: [empty] } = ipcRenderer.sendSync('image')
      return [image.getSize(), image.getScaleFactors(), empty.isEmpty()]
    `), [{ width: 4, height: 2 }, [1, 2], true])
    assert.deepEqual((await run(`return nativeImage.createFromPath(${JSON.stringify(file)})`)).toBitmap(), pixels(4, 2))
  })

  it('crosses webContents.send to a page that has made none itself', async () => {
    const other = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const size = other.webContents.executeJavaScript("new Promise((resolve) => require('electron').ipcRenderer.on('image', (event, image) => resolve(image.getSize())))")
    other.webContents.send('image', image())
    assert.deepEqual(await size, { width: 4, height: 2 })
  })

  it('large ones cross as well', async () => {
    assert.deepEqual(await run(`
      const image = nativeImage.createFromBitmap(Buffer.alloc(4 * 400 * 300, 255), { width: 400, height: 300 })
      return ipcRenderer.invoke('image', image).then((back) => [back.getSize(), back.toBitmap().equals(image.toBitmap())])
    `), [{ width: 400, height: 300 }, true])
  })

  it('is there for sandboxed preload scripts, without files', async () => {
    const preload = path.join(tempFolder('preload'), 'preload.js')
    fs.writeFileSync(preload, `const { ipcRenderer, nativeImage } = require('electron')
      const image = nativeImage.createFromDataURL('${image().toDataURL()}')
      let text
      try { nativeImage.createFromPath('/a.png') } catch ({ message }) { text = message }
      ipcRenderer.send('given', image.resize({ height: 6 }), text)`)
    const given = once(ipcMain, 'given')
    await openPage(undefined, { webPreferences: { preload, sandbox: true, contextIsolation: true } })
    const [, received, text] = await given
    assert.deepEqual(received.getSize(), { width: 12, height: 6 })
    assert.equal(text, 'image.readFiles is not supported in this page')
  })

  it('comes by remote as a copy, and goes as one', async () => {
    const other = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true } })
    assert.deepEqual(await other.webContents.executeJavaScript(`(({ nativeImage, remote }) => {
      const image = remote.nativeImage.createFromPath(${JSON.stringify(file)})
      remote.clipboard.writeImage(nativeImage.createFromPath(${JSON.stringify(file)}))
      return [image instanceof nativeImage.createEmpty().constructor, image.getScaleFactors(), remote.clipboard.readImage().getSize()]
    })(require('electron'))`), [true, [1, 2], { width: 4, height: 2 }])
  })
})

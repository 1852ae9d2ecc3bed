'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { checkArguments } = require('../argument-error')
const commandLine = require('./command-line')
const { emitEvent } = require('../event')
const lifecycle = require('../lifecycle')

// What the engine says of the graphics hardware. It tells on a page of its own, chrome://gpu, which is read when an app asks
// for the first time; then 'gpu-info-update' is emitted.

const EVENT = 'gpu-info-update'

const SOFTWARE = ['2d_canvas', 'gpu_compositing', 'rasterization', 'video_decode', 'video_encode']
const OFF = ['canvas_oop_rasterization', 'multiple_raster_threads', 'opengl', 'vulkan', 'webgl', 'webgl2', 'webgpu']

/** What holds without a GPU; nothing else is certain before the engine was asked. */
const withoutGpu = () => ({
  ...Object.fromEntries(SOFTWARE.map((name) => [name, 'disabled_software'])),
  ...Object.fromEntries(OFF.map((name) => [name, 'disabled_off']))
})

let known = null
let reading = null

function read () {
  reading ??= lifecycle.state.app.whenReady().then(() => new Promise((resolve) => binding.readGpu(resolve))).then((text) => {
    reading = null
    if (!text) throw new Error('The engine did not tell about the GPU')
    known = require('./gpu-page').parseGpuPage(text)
    emitEvent(lifecycle.state.app, EVENT)
    return known
  })
  return reading
}

const quietly = (promise) => promise.catch(() => {})

const methods = {
  /** Of no use before 'gpu-info-update', as in Electron. */
  getGPUFeatureStatus () {
    if (known === null && lifecycle.state.ready) quietly(read())
    return { ...(known?.featureStatus ?? withoutGpu()) }
  },

  async getGPUInfo (...args) {
    checkArguments(args, 'any')
    const [type] = args
    if (type !== 'basic' && type !== 'complete') throw new Error("Invalid info type. Use 'basic' or 'complete'")
    const { basic, complete } = known ?? await read()
    return structuredClone(type === 'basic' ? basic : complete)
  },

  isHardwareAccelerationEnabled: () => !commandLine.hasSwitch('disable-gpu')
}

/** Who listens wants to know. */
function onListener (event) {
  if (event === EVENT && known === null) quietly(read())
}

module.exports = { methods, onListener }

'use strict'

// The text of Chromium's page chrome://gpu: headings, and rows of a name, a tab and a value; "name: value" in the first part.

const FEATURES = {
  Canvas: '2d_canvas',
  'Canvas out-of-process rasterization': 'canvas_oop_rasterization',
  Compositing: 'gpu_compositing',
  'Direct Rendering Display Compositor': 'direct_rendering_display_compositor',
  'Multiple Raster Threads': 'multiple_raster_threads',
  OpenGL: 'opengl',
  Rasterization: 'rasterization',
  'Raw Draw': 'raw_draw',
  'Skia Renderer': 'skia_renderer',
  'Video Decode': 'video_decode',
  'Video Encode': 'video_encode',
  Vulkan: 'vulkan',
  WebGL: 'webgl',
  WebGL2: 'webgl2',
  WebGPU: 'webgpu'
}

const STATUS = {
  'Software only. Hardware acceleration disabled': 'disabled_software',
  'Software only, hardware acceleration unavailable': 'unavailable_software',
  Disabled: 'disabled_off',
  Unavailable: 'unavailable_off',
  'Hardware accelerated but at reduced performance': 'enabled_readback',
  'Hardware accelerated on all pages': 'enabled_force',
  'Hardware accelerated': 'enabled',
  Enabled: 'enabled_on',
  'Force enabled': 'enabled_force_on'
}

const flag = (value) => value === 'true'
const number = (value) => Number(value) || 0

// Row → [name in auxAttributes, how its value is read].
const BASIC = {
  'AMD switchable': ['amdSwitchable', flag],
  'In-process GPU': ['inProcessGpu', flag],
  'Initialization time': ['initializationTime', number],
  Optimus: ['optimus', flag],
  'Passthrough Command Decoder': ['passthroughCmdDecoder', flag],
  'Reset notification strategy': ['glResetNotificationStrategy', number],
  Sandboxed: ['sandboxed', flag]
}
const COMPLETE = {
  ...BASIC,
  GL_EXTENSIONS: ['glExtensions', String],
  GL_RENDERER: ['glRenderer', String],
  GL_VENDOR: ['glVendor', String],
  GL_VERSION: ['glVersion', String],
  'Max. MSAA samples': ['maxMsaaSamples', String],
  'Pixel shader version': ['pixelShaderVersion', String],
  'Vertex shader version': ['vertexShaderVersion', String],
  'Window system binding extensions': ['glWsExtensions', String],
  'Window system binding vendor': ['glWsVendor', String],
  'Window system binding version': ['glWsVersion', String]
}

const attributes = (rows, table) => {
  const found = {}
  for (const [row, [name, convert]] of Object.entries(table)) if (rows.has(row)) found[name] = convert(rows.get(row))
  return found
}

function devices (rows) {
  const found = []
  for (const [name, value] of rows) {
    if (!/^GPU\d+$/.test(name)) continue
    const field = (key) => parseInt(new RegExp(`${key}\\s*=\\s*(0x[0-9a-f]+)`, 'i').exec(value)?.[1] ?? '0', 16)
    found.push({ active: /\*ACTIVE\*/.test(value), vendorId: field('VENDOR'), deviceId: field('DEVICE') })
  }
  return found
}

/**
 * @param {string} text of the whole page
 * @returns {{featureStatus: object, basic: object, complete: object}} the latter two as app.getGPUInfo() gives them
 */
function parseGpuPage (text) {
  const featureStatus = {}
  const rows = new Map()
  for (const line of text.split('\n')) {
    const [, feature, status] = /^([\w -]+): (.*)$/.exec(line) ?? []
    if (Object.hasOwn(FEATURES, feature) && Object.hasOwn(STATUS, status)) featureStatus[FEATURES[feature]] = STATUS[status]
    const tab = line.indexOf('\t')
    if (tab > 0 && !rows.has(line.slice(0, tab))) rows.set(line.slice(0, tab).trim(), line.slice(tab + 1).trim())
  }
  const gpuDevice = devices(rows)
  const machine = { machineModelName: rows.get('Machine model name') ?? '', machineModelVersion: rows.get('Machine model version') ?? '' }
  const [first] = gpuDevice
  if (first) Object.assign(first, { driverVendor: rows.get('Driver vendor') ?? '', driverVersion: rows.get('Driver version') ?? '' })
  return {
    featureStatus,
    basic: { auxAttributes: attributes(rows, BASIC), gpuDevice, ...machine },
    complete: { auxAttributes: attributes(rows, COMPLETE), gpuDevice, featureStatus, ...machine }
  }
}

module.exports = { parseGpuPage }

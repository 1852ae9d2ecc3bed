import { value } from './value.js'
globalThis.moduleLoaded = value

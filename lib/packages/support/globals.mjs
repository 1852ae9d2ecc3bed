// Names that packages take for granted. A page may have taken them away again since, or have its own.
export { Buffer } from 'buffer'
export { default as process } from 'process'

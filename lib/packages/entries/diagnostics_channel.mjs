export { default } from 'unenv/node/diagnostics_channel'

export { clearImmediate, setImmediate } from 'timers'

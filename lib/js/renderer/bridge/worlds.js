'use strict'

const { receiveTargets } = require('./channel')

const MAIN_WORLD = 0

/**
 * The shim's ends of the bridges to the other worlds of its document. A world comes with its relay: the main one before its
 * own scripts run, others when the app first runs a script there.
 *
 * @param {object} names {relayEvent, otherRelayEvent} from lib/js/main/api/web-preferences.js: the main world must not pass for another
 * @param {object} requests name → what a relay may ask for; without a prototype
 */
exports.createWorlds = ({ relayEvent, otherRelayEvent }, requests) => {
  const ends = new Map()
  const waiting = new Map()

  const join = (world, target) => {
    if (ends.has(world)) return
    // Most documents have no bridge.
    const { End } = require('./end')
    const end = new End(target, 'shim', requests)
    ends.set(world, end)
    const tasks = waiting.get(world) ?? []
    waiting.delete(world)
    for (const task of tasks) task(end)
  }
  receiveTargets(relayEvent, (target) => join(MAIN_WORLD, target))
  receiveTargets(otherRelayEvent, (target, world) => { if (world !== MAIN_WORLD) join(world, target) })

  return {
    /** Calls `task` with the end of the bridge to `world`: at once when it is there. */
    reach (world, task) {
      const end = ends.get(world)
      if (end) return task(end)
      waiting.set(world, [...(waiting.get(world) ?? []), task])
    }
  }
}

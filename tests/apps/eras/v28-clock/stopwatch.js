import { EventEmitter } from 'node:events'

export class Stopwatch extends EventEmitter {
  #laps = 0

  lap () {
    this.emit('tick', ++this.#laps)
  }
}

'use strict'

const channels = require('../common/channels')

// What window.open gives, and window.opener is, where preferences say nativeWindowOpen: false: the other page is in a process
// of its own. lib/js/main/web-contents/guest-windows.js has the other half.

const { MessageEvent, URL } = globalThis
const { dispatchEvent } = EventTarget.prototype

const readable = ['hash', 'host', 'hostname', 'href', 'origin', 'pathname', 'port', 'protocol', 'search']

/**
 * @param {object} door {send, ask, on}: how this world reaches main
 * @returns {(id: number) => BrowserWindowProxy} the one proxy for that page
 */
exports.createWindowProxies = (door) => {
  const proxies = new Map()

  class LocationProxy {
    #id

    constructor (id) {
      this.#id = id
      for (const name of readable) {
        Object.defineProperty(this, name, { enumerable: true, get: () => this.#part(name), set: (value) => this.#change(name, value) })
      }
    }

    #url () {
      try {
        return new URL(door.ask(channels.GUEST_URL, this.#id))
      } catch {
        return null
      }
    }

    #part (name) {
      return this.#url()?.[name] ?? ''
    }

    #change (name, value) {
      let url
      if (name === 'href') {
        url = new URL(`${value}`, document.baseURI)
      } else {
        url = this.#url()
        if (url === null || name === 'origin') return
        url[name] = value
      }
      door.send(channels.GUEST_CALL, this.#id, 'load', url.href)
    }

    toString () {
      return this.href
    }
  }

  class BrowserWindowProxy {
    #id
    #location
    closed = false

    constructor (id) {
      this.#id = id
      this.#location = new LocationProxy(id)
    }

    #call (name, argument = null) {
      door.send(channels.GUEST_CALL, this.#id, name, argument)
    }

    get location () { return this.#location }
    set location (url) { this.#location.href = url }

    close () { this.#call('close') }
    focus () { this.#call('focus') }
    blur () { this.#call('blur') }
    print () { this.#call('print') }
    eval (code) { this.#call('eval', `${code}`) }

    postMessage (message, targetOrigin = '*') {
      door.send(channels.GUEST_POST, this.#id, message, `${targetOrigin}`)
    }
  }

  const proxyOf = (id) => {
    let proxy = proxies.get(id)
    if (!proxy) proxies.set(id, proxy = new BrowserWindowProxy(id))
    return proxy
  }

  door.on(channels.GUEST_CLOSED, (id) => {
    const proxy = proxies.get(id)
    if (proxy) proxy.closed = true
    proxies.delete(id)
  })

  door.on(channels.GUEST_MESSAGE, (id, data, origin) => {
    const event = new MessageEvent('message', { data, origin })
    Object.defineProperty(event, 'source', { value: proxyOf(id), enumerable: true })
    Reflect.apply(dispatchEvent, globalThis, [event])
  })

  return proxyOf
}

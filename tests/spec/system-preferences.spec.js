'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { systemPreferences } = require('electron')
const { SettingsPortal } = require('../support/settings-portal')
const { once } = require('../support/events')

describe('systemPreferences', () => {
  const saved = process.env.DBUS_SESSION_BUS_ADDRESS
  let portal

  before(async () => {
    portal = await SettingsPortal.start({
      'org.freedesktop.appearance accent-color': "dbus.Struct((1.0, 0.5, 0.0), signature='ddd', variant_level=1)",
      'org.gnome.desktop.interface enable-animations': 'dbus.Boolean(False, variant_level=1)'
    })
    // The runtime connects to the bus when it first asks it.
    process.env.DBUS_SESSION_BUS_ADDRESS = portal.bus.address
  })
  after(async () => {
    if (saved === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS
    else process.env.DBUS_SESSION_BUS_ADDRESS = saved
    await portal.stop()
  })

  it("getAnimationSettings is the desktop's", async () => {
    assert.deepEqual(systemPreferences.getAnimationSettings(), { shouldRenderRichAnimation: false, scrollAnimationsEnabledBySystem: false, prefersReducedMotion: true })
    await portal.change('org.gnome.desktop.interface', 'enable-animations', 'dbus.Boolean(True, variant_level=1)', 'true')
    assert.deepEqual(systemPreferences.getAnimationSettings(), { shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false })
  })

  it("getAccentColor is the desktop's; 'accent-color-changed' tells the next", async () => {
    assert.equal(systemPreferences.getAccentColor(), 'ff8000ff')
    const changed = once(systemPreferences, 'accent-color-changed')
    await portal.change('org.freedesktop.appearance', 'accent-color', "dbus.Struct((0.0, 0.0, 1.0), signature='ddd', variant_level=1)", '(0.0, 0.0, 1.0)')
    assert.equal((await changed)[1], '0000ffff')
  })

  it('has what Electron has on Linux', () => {
    for (const name of ['askForMediaAccess', 'getColor', 'getUserDefault', 'getMediaAccessStatus', 'isAeroGlassEnabled']) assert.equal(systemPreferences[name], undefined)
    assert.deepEqual([systemPreferences.isDarkMode(), systemPreferences.isHighContrastColorScheme(), systemPreferences.isInvertedColorScheme()], [false, false, false])
  })
})

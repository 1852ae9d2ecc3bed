'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { Menu, MenuItem } = require('electron')

// What templates and items become, as a real Electron has it.

const separator = { type: 'separator' }
const item = (id, options) => ({ id, label: id, ...options })
const order = (template) => Menu.buildFromTemplate(template).items.map(({ type, id }) => type === 'separator' ? '-' : id).join(' ')

describe('the place of an item', () => {
  it('before and after', () => {
    assert.equal(order([item('1', { before: ['3'] }), item('2'), item('3')]), '1 2 3')
    assert.equal(order([item('1'), item('2'), item('3', { before: ['1'] })]), '3 1 2')
    assert.equal(order([item('1', { after: ['3'] }), item('2'), item('3')]), '3 1 2')
    assert.equal(order([item('a', { after: ['b'] }), item('b', { after: ['c'] }), item('c')]), 'c b a')
    assert.equal(order([item('1', { after: ['9'] }), item('2')]), '1 2')
  })

  it('before and after take a group along', () => {
    assert.equal(order([item('1'), separator, item('2', { after: ['1'] }), item('3')]), '1 2 3')
    assert.equal(order([item('1', { after: ['3'] }), item('2'), separator, item('3'), item('4')]), '3 4 1 2')
  })

  it('beforeGroupContaining and afterGroupContaining', () => {
    assert.equal(order([item('1'), separator, item('2'), separator, item('3', { beforeGroupContaining: ['1'] })]), '3 - 1 - 2')
    assert.equal(order([item('1', { afterGroupContaining: ['3'] }), separator, item('2'), separator, item('3')]), '3 - 1 - 2')
    assert.equal(order([item('a', { beforeGroupContaining: ['c'] }), item('b'), separator, item('c'), item('d')]), 'a b - c d')
  })

  it('in a circle ends all the same', () => {
    assert.equal(order([item('1', { before: ['2'] }), item('2', { before: ['1'] })]), '2 1')
    assert.equal(order([item('1', { before: ['1'] }), item('2')]), '1 2')
    assert.equal(order([item('1', { beforeGroupContaining: ['2'] }), separator, item('2', { beforeGroupContaining: ['1'] })]), '2 - 1')
  })

  it('in a submenu, too', () => {
    const menu = Menu.buildFromTemplate([{ label: 'x', submenu: [item('1'), item('2', { before: ['1'] })] }])
    assert.deepEqual(menu.items[0].submenu.items.map(({ id }) => id), ['2', '1'])
  })
})

describe('separators', () => {
  it('at the ends, and those that follow another one, are left out', () => {
    assert.equal(order([separator, item('1'), separator, separator, item('2'), separator]), '1 - 2')
    assert.equal(order([separator]), '')
  })

  it('that are hidden stay', () => {
    assert.equal(order([item('1'), { type: 'separator', visible: false }, separator, item('2'), separator, item('3')]), '1 - 2 - 3')
  })
})

describe('MenuItem', () => {
  it('has what cannot be changed', () => {
    const own = new MenuItem({ label: 'a', type: 'checkbox', accelerator: 'F5', icon: 'x.png', id: 'id' })
    for (const name of ['type', 'role', 'submenu', 'accelerator', 'icon', 'commandId', 'userAccelerator']) assert.throws(() => { own[name] = 'x' }, TypeError, name)
    assert.deepEqual([own.type, own.role, own.submenu, own.accelerator, own.icon, own.id, own.userAccelerator], ['checkbox', null, null, 'F5', 'x.png', 'id', null])
    assert.deepEqual([own.sublabel, own.toolTip, own.registerAccelerator, own.acceleratorWorksWhenHidden], ['', '', true, true])
    Object.assign(own, { label: 'b', sublabel: 'c', toolTip: 'd', enabled: false, visible: false, checked: true, registerAccelerator: false })
    assert.deepEqual([own.label, own.sublabel, own.toolTip, own.enabled, own.visible, own.checked, own.registerAccelerator], ['b', 'c', 'd', false, false, true, false])
  })

  it('refuses what is nothing', () => {
    assert.throws(() => new MenuItem(), { name: 'TypeError', message: "Cannot read properties of undefined (reading 'click')" })
    assert.throws(() => new MenuItem(null), { name: 'TypeError' })
    assert.throws(() => new MenuItem({ label: 'x', submenu: 5 }), { message: 'Invalid template for Menu: Menu template must be an array' })
    assert.equal(new MenuItem({}).type, 'normal')
  })

  it('knows its menu, which knows it by its commandId', () => {
    const menu = Menu.buildFromTemplate([{ label: 'a' }, { label: 'b', type: 'radio' }])
    assert.deepEqual(menu.commandsMap, Object.fromEntries(menu.items.map((own) => [own.commandId, own])))
    assert.equal(menu.items[0].menu, menu)
    assert.deepEqual(menu.groupsMap[menu.items[1].groupId], [menu.items[1]])
  })

  it('of type radio belongs to those with no separator between', () => {
    const menu = Menu.buildFromTemplate([{ label: 'a', type: 'radio' }, { label: 'plain' }, { label: 'b', type: 'radio' }, separator, { label: 'c', type: 'radio' }])
    const [a, , b, , c] = menu.items
    assert.equal(a.groupId, b.groupId)
    assert.notEqual(b.groupId, c.groupId)
    menu.insert(1, new MenuItem({ label: 'n', type: 'radio' }))
    assert.equal(menu.items[1].groupId, a.groupId)
  })

  it('of type radio is chosen by whatever checked is set to', () => {
    const { items } = Menu.buildFromTemplate([{ label: 'a', type: 'radio' }, { label: 'b', type: 'radio' }])
    items[0].checked = true
    items[1].checked = false
    assert.deepEqual(items.map(({ checked }) => checked), [false, true])
  })
})

describe('menu.insert', () => {
  it('refuses places that are none', () => {
    const own = () => new MenuItem({ label: 'x' })
    assert.throws(() => new Menu().insert(), { message: 'Invalid item' })
    assert.throws(() => new Menu().insert('x', own()), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from x' })
  })
})

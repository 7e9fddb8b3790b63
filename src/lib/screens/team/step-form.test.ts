import { describe, expect, test } from 'vitest'
import { commands } from '#lib/wire/commands.ts'
import type { TeamListRow } from '#lib/reablement/register.ts'
import { actWords, commandOf, fieldsOf, stepTogether } from './step-form.ts'
import type { FormStep } from './step-form.ts'

const row = (wish: Partial<TeamListRow> = {}): TeamListRow => ({
  ...{ id: 'a', episode: 'e', kind: 'equipment', item: 'X', title: 'Stool', quantity: 1, room: null },
  ...{ detail: null, team: 'OT', owner: null, due: '2026-11-25', state: 'accepted', lastNote: null },
  ...{
    agreedAt: '',
    agreedBy: { id: 'p', name: 'P' },
    huddle: '2026-11-23',
    person: 'Kamla',
    reference: 'R',
  },
  ...{ agreedOn: '2026-11-20', endedOn: null, district: '', address: null, postcode: null, telephone: null },
  ...{ missed: false, weight: null, keySafeFirst: false, going: [] },
  ...wish,
})
const asked = {
  closures: [],
  today: '2026-11-23',
  me: { id: 'olu' },
  colleagues: [{ id: 'olu', name: 'Olu Adeyemi' }],
}
const values = (step: FormStep, on = row()) =>
  Object.fromEntries(fieldsOf(step, on, asked).map(({ name, value }) => [name, value]))

describe('a step’s form', () => {
  test.each<[FormStep, Record<string, string>]>([
    ['plan measuring', {}],
    ['fit ourselves', {}],
    ['book', {}],
    ['order', { reference: 'CE-1' }],
    ['deliver', {}],
    ['show', {}],
    ['finish', {}],
    ['cancel', { reason: 'gone' }],
    ['correct', { reason: 'too early' }],
  ])('%s with its likeliest answers is a command the server reads', (step, said) => {
    const { kind, input } = commandOf(step, 'a', { ...values(step), ...said })
    expect(commands[kind].safeParse(input)).toMatchObject({ success: true })
  })

  test('of an alarm asks for its connection and its test', () => {
    const names = fieldsOf('book', row({ kind: 'care technology', isAlarm: true }), asked).map(
      ({ name }) => name,
    )
    expect(names).toEqual(['on', 'connection', 'testOn'])
  })

  test('of an alarm without a key safe is sent when somebody ticked that it can be opened', () => {
    const alarm = row({ kind: 'care technology', keySafeFirst: true })
    expect(fieldsOf('deliver', alarm, asked).map(({ name }) => name)).toEqual(['on', 'opens', 'note'])
    expect(fieldsOf('deliver', alarm, asked)[1]).toMatchObject({ kind: 'tick', required: true, value: '' })
    const said = { ...values('deliver', alarm), opens: 'yes' }
    expect(commandOf('deliver', 'a', said).input).toMatchObject({ opens: true })
    expect(commandOf('deliver', 'a', values('deliver')).input).not.toHaveProperty('opens')
    expect(fieldsOf('deliver', row(), asked).map(({ name }) => name)).toEqual(['on', 'note'])
  })

  test('what does not work is not shown', () => {
    const { input } = commandOf('show', 'a', { ...values('show'), works: '' })
    expect(commands['show action'].safeParse(input)).toMatchObject({ success: false })
  })
})

test('what a team puts in itself is fitted', () => {
  expect(actWords('deliver', row())).toBe('Delivered')
  expect(actWords('deliver', row({ kind: 'adaptation' }))).toBe('Fitted')
  expect(actWords('deliver', row({ byUs: true }))).toBe('Fitted')
})

test('rows go together when the same step is next for all of them', () => {
  expect(stepTogether([row({ state: 'agreed' }), row({ state: 'agreed' })])).toBe('accept')
  expect(stepTogether([row({ state: 'agreed' }), row({ state: 'ordered' })])).toBeNull()
  expect(stepTogether([row({ state: 'delivered' })])).toBe('show')
  expect(stepTogether([row({ state: 'ordered' }), row({ state: 'ordered' })])).toBe('deliver')
  expect(stepTogether([row({ state: 'ordered' }), row({ state: 'ordered', keySafeFirst: true })])).toBeNull()
  expect(stepTogether([row({ state: 'shown' })])).toBeNull()
  expect(stepTogether([])).toBeNull()
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  digestLines,
  fileFieldNames,
  fileFields,
  formsOf,
  readColumns,
  sayColumns,
  usualColumns,
} from './outgoing.ts'

describe('in which forms a step leaves', () => {
  const none = { urgent: false, gathered: false, told: false }
  test.each([
    ['webhook', 'action accepted', none, ['single']],
    ['webhook', 'action measured', none, ['single']],
    ['mail', 'action agreed', none, ['gathered']],
    ['mail', 'action agreed', { ...none, urgent: true }, ['single', 'gathered']],
    ['mail', 'action declined', none, ['gathered']],
    ['mail', 'action accepted', none, []],
    ['mail', 'action measured', none, []],
    ['mail', 'action withdrawn', none, []],
    ['mail', 'action withdrawn', { ...none, gathered: true }, ['gathered']],
    ['mail', 'action cancelled', { ...none, told: true }, ['single']],
    ['mail', 'action undone', { ...none, gathered: true, told: true }, ['single', 'gathered']],
    ['file', 'action agreed', none, ['single']],
    ['file', 'action withdrawn', none, ['single']],
    ['file', 'action done', none, []],
    // What waits too long: one mail for all of a look, and nothing to be keyed in again.
    ['webhook', 'action told again', none, ['single']],
    ['mail', 'action told again', { ...none, urgent: true, told: true }, ['together']],
    ['mail', 'action told to lead', none, ['together']],
    ['file', 'action told again', none, []],
    // What nobody has signed off leaves by none.
    ['webhook', 'action to sign off', none, []],
    ['mail', 'action to sign off', { ...none, urgent: true }, []],
    ['file', 'action to sign off', none, []],
  ] as const)('by %s, %s, %j: %j', (kind, topic, before, forms) => {
    expect(formsOf(kind, topic, before)).toEqual(forms)
  })
})

describe('a digest', () => {
  const step = (action: string, topic: string) => ({ action, topic: `action ${topic}` })
  const said = (...steps: ReturnType<typeof step>[]) =>
    digestLines(steps).map(({ section, last }) => `${last.action} ${section}`)

  test('has a line an action, as it stood last', () => {
    expect(
      said(
        ...[step('a', 'agreed'), step('b', 'agreed'), step('a', 're-dated')],
        ...[step('c', 're-dated'), step('d', 'declined'), step('e', 'withdrawn')],
      ),
    ).toEqual(['a arrived', 'b arrived', 'c changed', 'd declined', 'e gone'])
  })

  test('does not tell what came and went, and tells what came back', () => {
    expect(said(step('a', 'agreed'), step('a', 'withdrawn'))).toEqual([])
    expect(said(step('a', 'withdrawn'), step('a', 're-assigned'))).toEqual(['a arrived'])
  })
})

describe('the columns of a hand-off file', () => {
  test('are read as they are written, in any order and with any heading', () => {
    const heading = fc.stringMatching(/^[A-Za-z][A-Za-z ()/-]{0,30}[A-Za-z]$/)
    const chosen = fc.uniqueArray(fc.record({ field: fc.constantFrom(...fileFieldNames), heading }), {
      minLength: 1,
      maxLength: 16,
      selector: (one) => one.heading,
    })
    fc.assert(
      fc.property(chosen, (columns) => {
        expect(readColumns(sayColumns(columns))).toEqual({ columns })
      }),
    )
    expect(readColumns(sayColumns(usualColumns))).toEqual({ columns: usualColumns })
  })

  test('ask about what there is not, twice the same heading, and none at all', () => {
    expect(readColumns('reference\nbirth date')).toMatchObject({
      ask: expect.stringContaining('There is no field “birth date”') as string,
    })
    expect(readColumns('what = A\nroom = A')).toMatchObject({ ask: expect.stringContaining('“A”') as string })
    expect(readColumns(' \n')).toEqual({ ask: 'Name one field at least.' })
    expect(Object.keys(fileFields).join(' ')).not.toMatch(/birth|nhs|telephone|note|detail/i)
  })
})

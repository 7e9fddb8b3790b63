import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isTyping } from './following.svelte.ts'

/** As much of a field as is asked for: what it is, what stands in it, and where it stands. */
class Field {
  type = 'text'
  readonly value: string
  readonly #inside: readonly string[]
  constructor(value: string, inside: readonly string[] = ['.huddle']) {
    this.value = value
    this.#inside = inside
  }
  closest(where: string): Field | null {
    return this.#inside.includes(where) ? this : null
  }
}
class Input extends Field {}
class Area extends Field {}
class Select extends Field {
  override type = 'select-one'
}

beforeEach(() => {
  vi.stubGlobal('HTMLInputElement', Input)
  vi.stubGlobal('HTMLTextAreaElement', Area)
  vi.stubGlobal('HTMLSelectElement', Select)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const fields: [string, Field | null, boolean][] = [
  ['words in a line', new Input('half a w'), true],
  ['an empty line', new Input('  '), false],
  ['words in a box', new Area('half a w'), true],
  ['a choice made in a list', new Select('c:tom'), true],
  ['a list nobody has chosen from', new Select(''), false],
  ['a field that is not of the huddle', new Select('c:tom', []), false],
  ['the action line, which is known', new Input('stool', ['.huddle', '.composer']), false],
  ['no field', null, false],
]

test.each(fields)('whether somebody is in the middle of something: %s', (_, field, typing) => {
  expect(isTyping(field as unknown as Element | null)).toBe(typing)
})

test('a box to tick has nothing typed in it', () => {
  const box = new Input('on')
  box.type = 'checkbox'
  expect(isTyping(box as unknown as Element)).toBe(false)
})

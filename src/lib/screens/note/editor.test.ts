import { expect, test } from 'vitest'
import { refusalOf } from './editor.ts'

test('a note longer than 4,000 characters is refused, and may be shortened', () => {
  expect(refusalOf('a'.repeat(4000), 'a'.repeat(4001))).toContain('4,000 characters')
  expect(refusalOf('a'.repeat(4000), 'a'.repeat(4000))).toBeNull()
  expect(refusalOf('a'.repeat(4005), 'a'.repeat(4003))).toBeNull()
})

test('a key-safe code is refused; a note that holds one already can be mended', () => {
  expect(refusalOf('key safe ', 'key safe 1234')).toContain('OneTouch')
  expect(refusalOf('key safe 1234', 'key safe 1234.')).toBeNull()
  expect(refusalOf('key safe', 'key safe fitted')).toBeNull()
})

import { expect, test } from 'vitest'
import { after } from './after.ts'

const wanting = (path: string) =>
  after(new URL(`http://perch.example/sign-in?after=${encodeURIComponent(path)}`))

test('after signing in one goes where one wanted to', () => {
  expect(wanting('/board')).toBe('/board')
  expect(wanting('/actions?team=OT')).toBe('/actions?team=OT')
  expect(after(new URL('http://perch.example/sign-in'))).toBe('/')
})

test.each([
  'http://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'board',
])('but never to another site: %j', (path) => {
  expect(wanting(path)).toBe('/')
})

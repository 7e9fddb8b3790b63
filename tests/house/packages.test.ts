import { describe, expect, test } from 'vitest'
import { firstDifference } from '../../src/commands/packages.mjs'

const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const plain = { version: '1.0.0', integrity: 'sha512-a' }
const differs = (wanted: object, present: object) =>
  firstDifference({ '': {}, ...wanted }, { ...present }, machine)

describe('comparing the installed packages with the lock', () => {
  test('the same packages need no install', () => {
    expect(differs({ 'node_modules/a': plain }, { 'node_modules/a': plain })).toBeUndefined()
  })

  test('another version, another content, a missing and a left-over package do', () => {
    expect(differs({ 'node_modules/a': plain }, { 'node_modules/a': { ...plain, version: '1.0.1' } })).toBe(
      'node_modules/a',
    )
    expect(differs({ 'node_modules/a': plain }, { 'node_modules/a': { ...plain, integrity: 'x' } })).toBe(
      'node_modules/a',
    )
    expect(differs({ 'node_modules/a': plain }, {})).toBe('node_modules/a')
    expect(differs({}, { 'node_modules/old': plain })).toBe('node_modules/old')
  })

  test('a left-over entry of the lock that npm ci skips needs none', () => {
    expect(differs({ 'node_modules/a': { ...plain, extraneous: true } }, {})).toBeUndefined()
  })

  test.each([
    [{ os: ['darwin'] }],
    [{ os: 'win32' }],
    [{ cpu: ['arm64'] }],
    [{ os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    [{ os: ['!linux'] }],
    [{}],
  ])('an optional package %j may be absent', (only) => {
    expect(differs({ 'node_modules/a': { ...plain, optional: true, ...only } }, {})).toBeUndefined()
  })

  test.each([
    [{ os: ['linux'], cpu: ['x64'] }],
    [{ os: 'linux' }],
    [{ os: ['!win32'] }],
    [{ libc: ['glibc'] }],
  ])('an optional package %j for this machine may not', (only) => {
    expect(differs({ 'node_modules/a': { ...plain, optional: true, ...only } }, {})).toBe('node_modules/a')
  })
})

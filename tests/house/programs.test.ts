import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { find, found, office, unzip } from '../../src/commands/programs.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-programs-'))
  vi.stubEnv('PATH', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('a program the tests need', () => {
  test('is found on the PATH by any of its names, and only when it can be run', () => {
    const path = join(folder, 'libreoffice')
    writeFileSync(path, '')
    chmodSync(path, 0o600)
    expect(find(office)).toBeUndefined()
    chmodSync(path, 0o700)
    expect(find(office)).toBe(path)
    expect(found(office)).toBe(path)
  })

  test('is said in words when it is missing, with what to install: the test that needs it fails', () => {
    expect(() => found(office)).toThrow(/need LibreOffice.*libreoffice-calc-nogui/)
    expect(() => found(unzip)).toThrow('apt-get install --no-install-recommends unzip')
  })
})

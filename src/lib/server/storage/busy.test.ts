import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyDesk } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { isBusy, whenFree } from './busy.ts'

let desk: TestDesk
let other: Database.Database
const written: string[] = []
/** How long SQLite was told to wait at each try, in milliseconds: meanwhile nobody else is served. */
const waits: unknown[] = []
const write = (key: string, patience?: number) =>
  whenFree(
    desk.storage,
    () => {
      waits.push(desk.storage.$client.pragma('busy_timeout', { simple: true }))
      desk.storage.$client.prepare('INSERT INTO setting (key, value) VALUES (?, ?)').run(key, '{}')
      written.push(key)
      return key
    },
    patience,
  )

beforeEach(() => {
  desk = emptyDesk()
  other = new Database(desk.storage.$client.name)
  written.length = 0
  waits.length = 0
})
afterEach(() => {
  other.close()
  desk.remove()
})

it('what may write at once has written when the call returns', () => {
  void write('one')
  expect(written).toEqual(['one'])
})

it('waits in line while another process writes, without holding anybody up', async () => {
  other.exec('BEGIN IMMEDIATE')
  const all = [write('one'), write('two'), write('three')]
  await new Promise((done) => setTimeout(done, 100))
  expect(written).toEqual([])
  other.exec('COMMIT')
  // Somebody who comes now does not pass those who wait.
  expect(await Promise.all([...all, write('four')])).toEqual(['one', 'two', 'three', 'four'])
  expect(written).toEqual(['one', 'two', 'three', 'four'])
  expect(new Set(waits)).toEqual(new Set([0]))
})

it('gives up after its patience, and at once without any', async () => {
  other.exec('BEGIN IMMEDIATE')
  await expect(write('one', 0)).rejects.toSatisfy(isBusy)
  await expect(write('two', 60)).rejects.toSatisfy(isBusy)
  other.exec('COMMIT')
  expect(await write('three')).toBe('three')
  expect(written).toEqual(['three'])
})

it('passes on what goes wrong for another reason, and the next in line writes', async () => {
  other.exec('BEGIN IMMEDIATE')
  const wrong = whenFree(desk.storage, () => {
    desk.storage.$client.exec('INSERT INTO setting (key, value) VALUES (NULL, NULL)')
  })
  const next = write('next')
  other.exec('COMMIT')
  await expect(wrong).rejects.toThrow('NOT NULL')
  expect(await next).toBe('next')
})

import Database from 'better-sqlite3'
import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventedPassword, Perch } from '../support/perch.ts'

const run = promisify(execFile)
// Beside the packages it imports.
const example = resolve('node_modules/.perch-example.mjs')
let perch: Perch

beforeAll(async () => {
  const [, code = ''] =
    /```js\n(import \{ readVarUint.*?)```/s.exec(readFileSync('docs/protocol.md', 'utf8')) ?? []
  writeFileSync(example, code)
  perch = await Perch.start()
})
afterAll(async () => {
  rmSync(example)
  await perch.remove()
})

describe('docs/protocol.md', () => {
  it('has an example that does what it says, against the real server', async () => {
    const database = new Database(join(perch.data, 'perch.db'), { readonly: true })
    const { id } = database.prepare(`SELECT id FROM episode WHERE state = 'active'`).get() as { id: string }
    const edits = () => database.prepare('SELECT count(*) AS n FROM page_edit').get() as { n: number }
    const before = edits().n
    const who = ['priya.shah@perch.example', inventedPassword]
    const { stdout, stderr } = await run(process.execPath, [example, perch.address, ...who, id])
    expect(stderr).toBe('')
    expect(stdout).toContain('all saved, up to clock 20')
    expect(stdout).toContain('hello Priya Shah huddle is preparing')
    expect(stdout).toContain('started true')
    expect(stdout).toMatch(/notice \d+ steering/)
    expect(edits().n).toBe(before + 1)
    database.close()
  })
})

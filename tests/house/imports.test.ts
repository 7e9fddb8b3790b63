import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A small house with one import in each file, and the rule that must refuse it; null where none may. */
const imports: [file: string, line: string, rule: string | null][] = [
  ['src/lib/reablement/word.ts', `import { z } from 'zod'`, null],
  ['src/lib/reablement/clock.ts', `import { readFileSync } from 'node:fs'`, 'uses no Node built-ins'],
  [
    'src/lib/reablement/page.ts',
    `import { note } from '#lib/page/note.ts'`,
    'imports only what the table allows',
  ],
  [
    'src/lib/reablement/page-type.ts',
    `import type { Note } from '../page/note.ts'`,
    'imports only what the table allows',
  ],
  ['src/lib/page/doc.ts', `import { Doc } from 'yjs'`, null],
  ['src/lib/wire/doc.ts', `import { Doc } from 'yjs'`, 'uses only its own packages'],
  [
    'src/lib/live/state.svelte.ts',
    `import { open } from '#lib/server/storage/open.ts'`,
    'imports only what the table allows',
  ],
  ['src/lib/screens/board/Row.svelte', `import { note } from '#lib/page/note.ts'`, null],
  [
    'src/lib/screens/board/Bad.svelte',
    `import { open } from '#lib/server/storage/open.ts'`,
    'imports only what the table allows',
  ],
  [
    'src/lib/ui/Bad.svelte',
    `import Row from '#lib/screens/board/Row.svelte'`,
    'imports only what the table allows',
  ],
  ['src/lib/ui/Address.svelte', `import { page } from '$app/state'`, null],
  ['src/lib/live/address.ts', `import { page } from '$app/state'`, 'knows nothing of SvelteKit'],
  ['src/lib/server/register/agree.ts', `import { open } from '#lib/server/storage/open.ts'`, null],
  [
    'src/lib/server/register/tell.ts',
    `import { join } from '#lib/server/rooms/join.ts'`,
    'imports only what the table allows',
  ],
  [
    'src/lib/server/storage/back.ts',
    `import { agree } from '../register/agree.ts'`,
    'imports only what the table allows',
  ],
  ['src/routes/+page.svelte', `import Row from '#lib/screens/board/Row.svelte'`, null],
  ['src/routes/+page.server.ts', `import type { open } from '#lib/server/storage/open.ts'`, null],
  [
    'src/routes/a/+page.server.ts',
    `import { open } from '#lib/server/storage/open.ts'`,
    'imports only types from there',
  ],
  [
    'src/routes/b/+page.ts',
    `import { open } from '#lib/server/storage/open.ts'`,
    'imports only what the table allows',
  ],
  ['src/main.ts', `import type { Service } from './lib/server/service.ts'`, null],
  ['src/hooks.server.ts', `import { service } from '#lib/server/service.ts'`, null],
  ['src/commands/import.ts', `import { service } from '#lib/server/service.ts'`, null],
  [
    'src/commands/test.ts',
    `import { open } from '#lib/server/storage/open.ts'`,
    'imports only types from there',
  ],
  ['src/lib/stray/file.ts', `import { z } from 'zod'`, 'every file has its place'],
  ['src/lib/wire/old.ts', `import { word } from '$lib/reablement/word.ts'`, 'imports lead somewhere'],
  ['src/lib/wire/nothing.ts', `import { word } from './not-there.ts'`, 'imports lead somewhere'],
  [
    'src/lib/page/one.test.ts',
    `import { open } from '#lib/server/storage/open.ts'`,
    'browser tests stay in the browser',
  ],
  ['src/lib/page/two.test.ts', `import { test } from 'vitest'`, null],
]

const others: Record<string, string> = {
  'src/lib/page/note.ts': 'export const note = 1\nexport type Note = number',
  'src/lib/server/storage/open.ts': 'export const open = 1',
  'src/lib/server/rooms/join.ts': 'export const join = 1',
  'src/lib/server/service.ts': 'export const service = 1\nexport type Service = number',
}

let house: string
let refused: Map<string, string[]>

function put(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), text)
}

/** The file with its import in use, or the compiler drops it; it exports what others import from it. */
function withImport(file: string, line: string): string {
  const [, name = ''] = /import (?:type )?(?:\{ )?(\w+)/.exec(line) ?? []
  if (file.endsWith('.svelte')) return `<script lang="ts">\n${line}\nconsole.log(${name})\n</script>\n`
  if (line.startsWith('import type')) return `${line}\nexport type Used = ${name}\n`
  return `${line}\nexport const agree = ${name}\nexport const word = 1\n`
}

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[] }
}

function cruise(): Promise<Report> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: house, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (stdout) resolve(JSON.parse(stdout) as Report)
      else reject(error ?? new Error(stderr))
    })
  })
}

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'perch-house-'))
  for (const file of ['package.json', '.dependency-cruiser.cjs', 'src/commands/map.json']) {
    cpSync(join(root, file), join(house, file))
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  for (const [file, text] of Object.entries(others)) put(file, text)
  for (const [file, line] of imports) put(file, withImport(file, line))
  const { summary } = await cruise()
  refused = new Map()
  for (const { from, rule } of summary.violations)
    refused.set(from, [...(refused.get(from) ?? []), rule.name])
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

describe('the import gate', () => {
  test.each(imports.filter(([, , rule]) => rule !== null))(
    'refuses in %s: %s, by “%s”',
    (file, _line, rule) => {
      expect(refused.get(file)).toEqual([expect.stringMatching(new RegExp(`${rule}$`))])
    },
  )

  test.each(imports.filter(([, , rule]) => rule === null))('lets in %s: %s', (file) => {
    expect(refused.get(file)).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import { add, fromPlaywright, fromVitest, oneFailed, orElseOne } from '../../src/commands/counts.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((status) => ({ status })),
})
const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }

describe('counting what the runners report', () => {
  test('a skipped or unfinished test counts as failed', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped', 'todo', 'pending', 'failed')] }
    expect(fromVitest(report)).toMatchObject({ passed: 1, failed: 4 })
    expect(fromPlaywright({ stats })).toMatchObject({ passed: 5, failed: 4 })
  })

  test('a file that could not be read counts as one failure', () => {
    const report = { testResults: [file('failed'), file('passed', 'passed')] }
    expect(fromVitest(report)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('a runner that ends badly without a failing test counts as one failure', () => {
    const counts = (failed: number) => ({ passed: 3, failed, failing: [] })
    expect(orElseOne(counts(0), 1)).toMatchObject({ passed: 3, failed: 1 })
    expect(orElseOne(counts(2), 1)).toEqual(counts(2))
    expect(orElseOne(counts(0), 0)).toEqual(counts(0))
  })

  test('parts are added up', () => {
    const all = add([
      { passed: 1, failed: 1, failing: ['a'] },
      { passed: 3, failed: 2, failing: ['b', 'c'] },
    ])
    expect(all).toEqual({ passed: 4, failed: 3, failing: ['a', 'b', 'c'] })
    expect(add([])).toEqual({ passed: 0, failed: 0, failing: [] })
  })
})

describe('what failed is said by name, with the beginning of why', () => {
  test('a test of vitest, without its colours and without the whole trail', () => {
    const trail = Array.from({ length: 40 }, (_, line) => `at line ${String(line)}`).join('\n')
    const failed = {
      status: 'failed',
      fullName: 'the clock stands still',
      failureMessages: [`\u001b[31mexpected 1 to be 2\u001b[39m\n${trail}`],
    }
    const report = {
      testResults: [
        { status: 'failed', name: 'clock.test.ts', assertionResults: [failed, { status: 'passed' }] },
      ],
    }
    const [said = ''] = fromVitest(report).failing
    expect(said).toMatch(
      /^clock\.test\.ts › the clock stands still \(failed\)\n {4}expected 1 to be 2\n {4}at line 0/,
    )
    expect(said.split('\n')).toHaveLength(13)
  })

  test('a file of vitest that could not be read', () => {
    const report = {
      testResults: [
        { status: 'failed', name: 'clock.test.ts', message: 'no such module', assertionResults: [] },
      ],
    }
    expect(fromVitest(report).failing).toEqual(['clock.test.ts\n    no such module'])
  })

  test('a journey, however deep it stands', () => {
    const spec = (title: string, status: string, message?: string) => ({
      ...{ title, file: 'board.spec.ts' },
      tests: [{ status, results: message ? [{ error: { message } }] : [{}] }],
    })
    const report = {
      stats,
      suites: [
        {
          specs: [spec('is green', 'expected')],
          suites: [{ specs: [spec('is red', 'unexpected', 'no button'), spec('is left out', 'skipped')] }],
        },
      ],
    }
    expect(fromPlaywright(report).failing).toEqual([
      'board.spec.ts › is red\n    no button',
      'board.spec.ts › is left out\n    it said nothing',
    ])
  })

  test('a runner that ended badly, and what could not be begun', () => {
    const ended = orElseOne({ passed: 3, failed: 0, failing: [] }, 137)
    expect(ended.failing).toEqual(['no test failed, but the runner ended with 137'])
    expect(oneFailed('the pages could not be built')).toEqual({
      ...{ passed: 0, failed: 1 },
      failing: ['the pages could not be built'],
    })
  })
})

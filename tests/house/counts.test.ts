import { describe, expect, test } from 'vitest'
import { add, fromPlaywright, fromVitest, orElseOne } from '../../src/commands/counts.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((status) => ({ status })),
})

describe('counting what the runners report', () => {
  test('a skipped or unfinished test counts as failed', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped', 'todo', 'pending', 'failed')] }
    expect(fromVitest(report)).toEqual({ passed: 1, failed: 4 })
    expect(fromPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 5,
      failed: 4,
    })
  })

  test('a file that could not be read counts as one failure', () => {
    expect(fromVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
      passed: 1,
      failed: 1,
    })
  })

  test('a runner that ends badly without a failing test counts as one failure', () => {
    expect(orElseOne({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 })
    expect(orElseOne({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 })
    expect(orElseOne({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 })
  })

  test('parts are added up', () => {
    expect(
      add([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 4 },
      ]),
    ).toEqual({ passed: 4, failed: 6 })
    expect(add([])).toEqual({ passed: 0, failed: 0 })
  })
})

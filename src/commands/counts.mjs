// What the runners' JSON reports say, in two numbers. A skipped test counts as failed: none may be skipped.

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {Counts[]} all @returns {Counts} */
export const add = (all) => ({
  passed: all.reduce((sum, one) => sum + one.passed, 0),
  failed: all.reduce((sum, one) => sum + one.failed, 0),
})

/**
 * A runner may fail without a failing test (an unhandled error, no tests found, a crash): that is one failure.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export const orElseOne = (counts, exitCode) =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/**
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report vitest's
 * @returns {Counts}
 */
export function fromVitest(report) {
  return add(
    report.testResults.map((file) => {
      const passed = file.assertionResults.filter((test) => test.status === 'passed').length
      const failed = file.assertionResults.length - passed
      return { passed, failed: file.status === 'failed' && failed === 0 ? 1 : failed }
    }),
  )
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report Playwright's
 * @returns {Counts}
 */
export function fromPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }
}

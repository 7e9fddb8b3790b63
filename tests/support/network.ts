/** The network of `npm run dev -- --network=bad`, calm until a test tells it to fail. */
export { Network } from '../../src/commands/network.ts'

/** What is to be done later, as tests can bring it about. */
export interface Timer {
  /** Does it after some milliseconds, unless it is called off by then. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimer: Timer = {
  after(ms, work) {
    const timeout = setTimeout(work, ms);
    return () => clearTimeout(timeout);
  },
};

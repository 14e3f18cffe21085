import { Agent } from 'undici';

/** Connections to outside services. HTTP/1.1 only: limits of connections and of time mean what they say, and every stand-in and local service speaks it. */
export function newAgent(options: Agent.Options): Agent {
  return new Agent({ ...options, allowH2: false });
}

import { Agent, setGlobalDispatcher } from 'undici';

/**
 * A connection for each request of a test's own `fetch`: a kept one may be closed by its server at the very moment in which the next request is sent, and then
 * a test fails for nothing. The product's own clients are not touched by this; they try again.
 */
setGlobalDispatcher(new Agent({ pipelining: 0 }));

export { HttpProblem, type ProblemCode, problem } from './problem.ts';

import { length, type Vec3 } from '../geometry/vec3.ts';

/** Numbers that describe one step between neighbouring centres. */
export const STEP_PARAMETERS = 3;

/**
 * A step from one body centre to the next below as [ln(length / mm), pitch, yaw]: size, posture and curvature become
 * nearly additive, so that a Gaussian describes them, and a tilted spine keeps its length.
 *
 * @param step - LPS mm, not zero
 * @returns pitch: radians toward posterior from straight down; yaw: radians toward the patient's left
 */
export function parametersOfStep(step: Vec3): Vec3 {
  const lengthMm = length(step);
  return [Math.log(lengthMm), Math.atan2(step[1], -step[2]), Math.asin(step[0] / lengthMm)];
}

/** The step back from its parameters; LPS mm. */
export function stepOfParameters([logLength, pitch, yaw]: Vec3): Vec3 {
  const lengthMm = Math.exp(logLength);
  const flat = lengthMm * Math.cos(yaw);
  return [lengthMm * Math.sin(yaw), flat * Math.sin(pitch), -flat * Math.cos(pitch)];
}

/** ∂step / ∂parameters, 3 × 3 row-major: rows x, y, z; columns ln length, pitch, yaw. */
export function stepJacobian(parameters: Vec3): readonly number[] {
  const [x, y, z] = stepOfParameters(parameters);
  const lengthMm = Math.exp(parameters[0]);
  const [sinPitch, cosPitch] = [Math.sin(parameters[1]), Math.cos(parameters[1])];
  const [sinYaw, cosYaw] = [Math.sin(parameters[2]), Math.cos(parameters[2])];
  return [
    x, 0, lengthMm * cosYaw,
    y, lengthMm * cosYaw * cosPitch, -lengthMm * sinYaw * sinPitch,
    z, lengthMm * cosYaw * sinPitch, lengthMm * sinYaw * cosPitch,
  ]; // prettier-ignore
}

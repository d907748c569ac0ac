"""Invented tasks of the four types (示例任务), from which every further unit of the 2020 year draws its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.facts import Task


@dataclass(frozen=True)
class Sample:
    """One invented task: what the list prints, how it is scored, and its target where it has one."""

    duty: str
    title: str
    goal: str
    type: str
    completion: str = ""
    target: int = 0
    direction: str = ""

    @property
    def way(self) -> str:
        """How its completion is scored."""
        return self.completion or self.type


# Every fourth task is of the same type, so that any six neighbours hold all four.
SAMPLES = (
    Sample("生态环境", "完成年度绿化", "新增绿地100亩。", "shortfall", target=100),
    Sample("公共设施", "改造业务用房", "年底前完成改造并交付使用。", "progress"),
    Sample("内部管理", "制定年度工作方案", "1. 征求意见。 2. 印发方案。 3. 按季度检查。", "pass_or_fail"),
    Sample("便民服务", "建设便民服务站", "建成服务站并投入运行。", "composite", "progress"),
    Sample("节约资源", "控制单位用电", "全年用电不超过400万千瓦时。", "shortfall", target=400, direction="down"),
    Sample("信息化", "建设信息共享平台", "完成平台建设并上线。", "progress"),
    Sample("应急管理", "开展应急演练", "全年开展两次综合演练。", "pass_or_fail"),
    Sample("便民服务", "提升窗口服务", "推行一窗办理。", "composite", "pass_or_fail"),
    Sample("队伍建设", "开展业务培训", "培训1200人次。", "shortfall", target=1200),
    Sample("档案管理", "推进档案数字化", "完成馆藏档案数字化。", "progress"),
    Sample("政务公开", "公开年度工作报告", "按时公开年度工作报告。", "pass_or_fail"),
    Sample("节约资源", "推广节水器具", "更换节水器具800件。", "composite", "shortfall", target=800),
)
FIXED_POINTS: Mapping[int, tuple[int, ...]] = {6: (20, 20), 7: (20, 20), 9: (20,), 11: (20,), 12: (20, 20)}
SOURCE, ASSESSOR = "示例来源", "示例考评部门"


def samples_of(unit: int, count: int) -> Iterator[tuple[str, Sample]]:
    """The unit's tasks with their ids t1, t2, …: neighbours in the list above, another start for every unit."""
    for place in range(count):
        yield f"t{place + 1}", SAMPLES[(2 * unit + place) % len(SAMPLES)]


def task_list(unit: int, count: int) -> tuple[Task, ...]:
    """The unit's own list; the first tasks have points of their own, the others share the rest in equal decimals."""
    fixed = FIXED_POINTS.get(count, ())
    return tuple(
        Task(
            place, sample.type, Fraction(fixed[index]) if index < len(fixed) else None, sample.completion, texts(sample)
        )
        for index, (place, sample) in enumerate(samples_of(unit, count))
    )


def texts(sample: Sample) -> tuple[tuple[str, str], ...]:
    """What the printed list says about a task."""
    return (
        ("duty", sample.duty),
        ("title", f"示例任务：{sample.title}"),
        ("source", SOURCE),
        ("goal", sample.goal),
        ("assessor", ASSESSOR),
    )
